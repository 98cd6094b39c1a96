using System.Globalization;
using Tandem.Engine.Reading;

namespace Tandem.Console.Numbers;

/// <summary>What Meta says of a link, and where its syncs stand, in words.</summary>
public static class LinkWords
{
    /// <summary>What Meta was asked and answered; null when there was nothing to ask.</summary>
    public static string? Of(MetaWordView? meta) => meta switch
    {
        null => null,
        { Answer: null } => "Meta is being asked how the number stands.",
        { Answer: "unreachable", Code: 190 } =>
            "Meta was asked and refused the token: register the number with a new one.",
        { Answer: "unreachable" } => "Meta was asked and gave no answer that says how the number stands.",
        { Says: "joined" } => $"Meta {WordOf(meta)}: the Cloud API has the number.",
        { Says: "parted" } => $"Meta {WordOf(meta)}: the Cloud API does not have the number.",
        _ => $"Meta {WordOf(meta)}: it does not know the number, or this token may not see it.",
    };

    /// <summary>A sync in a few words.</summary>
    public static string Of(SyncView sync) => sync.State switch
    {
        "open" => "not asked for yet",
        "over" => "not asked for in time",
        "asked" => "Meta is being asked",
        "uncertain" => "asked, and no answer came: Meta may have taken it",
        "accepted" => "Meta took it; nothing has come yet",
        "arriving" => "comes" + Amount(sync),
        "done" => "has come" + Amount(sync),
        "declined" => "the owner does not share it",
        "used" => "Meta says that it was asked for before",
        "late" => "Meta says that it is too late",
        _ => string.Create(CultureInfo.InvariantCulture, $"refused by Meta ({sync.Code})"),
    };

    /// <summary>The key of its colour.</summary>
    public static string KeyOf(SyncView sync) => sync.State switch
    {
        "done" or "arriving" or "accepted" => "good",
        "over" or "late" or "refused" => "bad",
        "open" or "uncertain" or "asked" => "warn",
        _ => "plain",
    };

    private static string WordOf(MetaWordView meta) => meta.Answer == "denied" ? "says otherwise" : "confirms it";

    private static string Amount(SyncView sync) => sync switch
    {
        { Progress: { } percent } => string.Create(CultureInfo.InvariantCulture, $", {percent} %"),
        { Received: { } count } => string.Create(CultureInfo.InvariantCulture, $", {count:N0} so far"),
        _ => "",
    };
}
