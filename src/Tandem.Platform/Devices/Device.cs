using Tandem.Platform.People;

namespace Tandem.Platform.Devices;

/// <summary>A device of the business with WhatsApp on it.</summary>
/// <param name="id"><see cref="PrimaryId"/>, or the companion's id.</param>
/// <param name="kind">Null: the primary phone.</param>
/// <param name="linkedAt">When it was linked.</param>
internal sealed class Device(string id, CompanionKind? kind, DateTimeOffset linkedAt)
{
    public const string PrimaryId = "primary";

    public string Id { get; } = id;

    public CompanionKind? Kind { get; } = kind;

    public DateTimeOffset LinkedAt { get; } = linkedAt;

    public bool Online { get; set; } = true;

    /// <summary>Since when it has no connection; null: it has one.</summary>
    public DateTimeOffset? OfflineSince { get; set; }

    /// <summary>What was written without a connection and waits for one, oldest first.</summary>
    public List<Composed> Waiting { get; } = [];

    /// <summary>Whether what it sends is mirrored to the Cloud API.</summary>
    public bool IsMirrored(PlatformOptions options) => Kind is not { Supported: false } || options.EchoUnsupported;
}
