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

    private const int LongestHoldSeconds = 7 * 24 * 3600;

    private const int MostMessagesPerSecond = 1_000; // Meta's highest throughput

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
        if (body.Mode is not (null or "observe" or "guard"))
            return "mode: must be observe or guard.";
        if (body.HistoryPrivacy is not (null or Open or PrivateUnlessLive))
            return $"history_privacy: must be {Open} or {PrivateUnlessLive}; choose before the history is shared.";
        if (body.EchoHoldSeconds is < 0 or > LongestHoldSeconds)
            return $"echo_hold_seconds: must be from 0 to {LongestHoldSeconds}.";
        if (body.UnknownSilenceSeconds is < 60 or > LongestHoldSeconds)
            return $"unknown_silence_seconds: must be from 60 to {LongestHoldSeconds}.";
        if (body.MessagesPerSecond is < 1 or > MostMessagesPerSecond)
            return $"messages_per_second: must be from 1 to {MostMessagesPerSecond}; Meta gives 20 to a number that is "
                + "on the app, too.";
        if (body.ResendLanes?.Any(lane => lane is null || !SendLanes.ByName.ContainsKey(lane)) == true)
            return $"resend_lanes: name any of {string.Join(", ", SendLanes.ByName.Keys)}.";
        if (body.GraphBaseUrl is { } url && !options.GraphBaseUrls.Contains(url.TrimEnd('/')))
            return GraphBaseUrlMistake;

        return null;
    }

    private static bool IsDigits(string? id) => id is { Length: > 0 and <= 32 } && id.All(char.IsAsciiDigit);
}
