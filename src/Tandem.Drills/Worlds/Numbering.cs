using System.Globalization;
using Tandem.Engine.Registry;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>The names in every world: numbers, addresses and secrets of no value.</summary>
internal static class Numbering
{
    public const string Token = "drill-graph-token";

    public const string AppSecret = "drill-app-secret";

    public const string AppId = "634974688087057";

    public const string OtherAppSecret = "another-app-secret";

    public const string OtherAppId = "634974688087058";

    public const string WabaId = "102290129340398";

    public const string Callback = "https://hub.drill/webhooks/whatsapp";

    public const string Graph = "https://graph.drill";

    public const string Installation = "drill";

    public const string BotUrl = "https://bot.drill/webhook";

    /// <summary>The first numbers of the account.</summary>
    public static IReadOnlyList<NumberSetup> Numbers(int count) =>
    [
        .. new NumberSetup[]
        {
            new("106540352242922", "+1 555-078-3881", "Lucky Shrub"),
            new("106540352242923", "+1 555-078-3882", "Lucky Shrub Plants"),
        }.Take(count),
    ];

    /// <summary>A number that nobody writes to: its app may speak of it alone.</summary>
    public static NumberRegistration OfAnotherApp { get; } = new("106540352242999", "")
    {
        WabaId = "102290129340399",
        DisplayPhoneNumber = "+1 555-078-3999",
        AppId = OtherAppId,
        ProtectedToken = Token,
        GraphBaseUrl = Graph,
        VerifyToken = "drill",
    };

    /// <summary>The digits of the first customers.</summary>
    public static IReadOnlyList<string> Customers(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (16505551200 + i).ToString(CultureInfo.InvariantCulture))];
}
