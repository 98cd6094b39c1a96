namespace Tandem.Platform.Devices;

/// <summary>A kind of device that can be linked beside the primary phone.</summary>
/// <param name="Name">As the control API names it.</param>
/// <param name="Supported">Whether what it sends is mirrored to the Cloud API.</param>
public sealed record CompanionKind(string Name, bool Supported);

/// <summary>
/// Kinds of companions (Meta, "Onboard WhatsApp Business app users": Windows and WearOS are not supported; the others
/// are, by exclusion).
/// </summary>
public static class CompanionKinds
{
    /// <summary>Most companions of one account (same page: four).</summary>
    public const int Most = 4;

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<CompanionKind> All { get; } =
    [
        new("web", true),
        new("macos", true),
        new("ipad", true),
        new("android", true),
        new("windows", false),
        new("wearos", false),
    ];

    /// <summary>A kind by its name; null: there is none.</summary>
    public static CompanionKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
