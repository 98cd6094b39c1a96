namespace Tandem.Platform.Accounts;

/// <summary>An approved message template.</summary>
/// <param name="Id">Template id.</param>
/// <param name="Name">Name.</param>
/// <param name="Language">Language code as the API writes it.</param>
/// <param name="Category">UTILITY, MARKETING or AUTHENTICATION.</param>
/// <param name="Body">Text of the body, with <c>{{1}}</c> for each parameter.</param>
/// <param name="BodyParameters">How many parameters the body takes.</param>
internal sealed record Template(
    string Id, string Name, string Language, string Category, string Body, int BodyParameters)
{
    /// <summary>What every account has from the start.</summary>
    public static IReadOnlyList<Template> Seeded() =>
    [
        new("1689556908129832", "hello_world", "en_US", "UTILITY", "Hello from the emulator.", 0),
        new("1387372356726668", "order_update", "en_US", "UTILITY", "Hi {{1}}, your order {{2}} is on its way.", 2),
    ];
}
