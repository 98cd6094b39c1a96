using Tandem.Hub.Options;

namespace Tandem.Hub.Api;

/// <summary>What a registration must say.</summary>
internal static class NumberBodyRules
{
    /// <summary>Said of a Graph address that a number may not have, or may not have any more.</summary>
    public const string GraphBaseUrlMistake =
        "graph_base_url: is not one of those that the setting graph_base_urls allows.";

    /// <summary>What <c>history_privacy</c> may be.</summary>
    public const string Open = "open", PrivateUnlessLive = "private_unless_live";

    /// <summary>What is wrong with it, without repeating secrets; null when nothing is.</summary>
    public static string? Mistake(NumberBody body, HubOptions options)
    {
        if (!IsDigits(body.PhoneNumberId))
            return "phone_number_id: give Meta's id of the number, digits only (it is not the number itself).";
        if (!IsDigits(body.WabaId))
            return "waba_id: give the id of the WhatsApp Business Account, digits only.";
        if (string.IsNullOrWhiteSpace(body.DisplayPhoneNumber))
            return "display_phone_number: give the number as people see it.";
        if (string.IsNullOrWhiteSpace(body.AccessToken) || body.AccessToken.Any(c => c is < '!' or > '~'))
            return "access_token: give the Graph token, printable ASCII without spaces.";
        if (string.IsNullOrWhiteSpace(body.AppSecret))
            return "app_secret: give the secret of the app whose webhooks come here; it proves that they are Meta's.";
        if (body.AppId is not null && !IsDigits(body.AppId))
            return "app_id: give Meta's id of the app, digits only, or leave it out.";
        if (body.HistoryPrivacy is not (null or Open or PrivateUnlessLive))
            return $"history_privacy: must be {Open} or {PrivateUnlessLive}; choose before the history is shared.";
        if (body.GraphBaseUrl is { } url && !options.GraphBaseUrls.Contains(url.TrimEnd('/')))
            return GraphBaseUrlMistake;

        return RulesBodyRules.Mistake(body);
    }

    private static bool IsDigits(string? id) => id is { Length: > 0 and <= 32 } && id.All(char.IsAsciiDigit);
}
