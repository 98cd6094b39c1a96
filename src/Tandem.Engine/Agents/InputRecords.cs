using System.Diagnostics;
using System.Text.Json;
using Tandem.Domain.Deciding;

namespace Tandem.Engine.Agents;

/// <summary>What is recorded of an input, so that it can be decided again.</summary>
internal static class InputRecords
{
    /// <summary>The kind of an item that was set aside and is taken again: its record names the item, as the first
    /// one did.</summary>
    public const string RetryKind = "retry";

    /// <summary>The stored name of an input's kind.</summary>
    public static string KindOf(Input input) => input switch
    {
        Input.MessageSeen => "message",
        Input.ChangeSeen => "change",
        Input.StatusSeen => "status",
        Input.ContactSeen => "contact",
        Input.PeerChanged => "keys",
        Input.LinkHeard => "link",
        Input.LinkAsked => "link_asked",
        Input.LinkAnswered => "link_answered",
        Input.SyncAsked => "sync_asked",
        Input.SyncAnswered => "sync_answered",
        Input.ItemUnreadable => "unreadable",
        Input.ItemRead => "readable",
        Input.ItemRetried => RetryKind,
        Input.HistoryDeclined or Input.HistoryTold => "history",
        Input.Noted => "noted",
        Input.SendAsked => "send",
        Input.TurnCame => "turn",
        Input.SendWithdrawn => "withdraw",
        Input.SendAccepted => "accepted",
        Input.SendRejected => "rejected",
        Input.AnswerLost => "lost",
        Input.SendJudged => "judged",
        Input.TimerDue => "timer",
        Input.TakenOver => "takeover",
        Input.CalledAutomatic => "automatic",
        Input.HandedBack => "handback",
        Input.GapClosed => "gap",
        Input.MarkedRead => "read",
        Input.MarkedPrivate => "private",
        Input.ContentsSwept => "sweep",
        Input.ConversationSplit => "split",
        Input.ConversationsMerged => "merge",
        Input.MessagesBrought => "bring",
        Input.MediaKept => "media_kept",
        Input.MediaMissed => "media_missed",
        Input.MediaAsked => "media_asked",
        Input.MediaOutdated => "media_outdated",
        _ => throw new UnreachableException(input.GetType().Name),
    };

    /// <summary>The input itself, for those that do not come from a webhook (whose bytes the journal keeps).</summary>
    public static ReadOnlyMemory<byte>? BodyOf(Input input) => input switch
    {
        Input.LinkHeard link => JsonSerializer.SerializeToUtf8Bytes(link, AgentJson.Default.LinkHeard),
        Input.LinkAsked asked => JsonSerializer.SerializeToUtf8Bytes(asked, AgentJson.Default.LinkAsked),
        Input.LinkAnswered told => JsonSerializer.SerializeToUtf8Bytes(told, AgentJson.Default.LinkAnswered),
        Input.SyncAsked asked => JsonSerializer.SerializeToUtf8Bytes(asked, AgentJson.Default.SyncAsked),
        Input.SyncAnswered told => JsonSerializer.SerializeToUtf8Bytes(told, AgentJson.Default.SyncAnswered),
        Input.ItemUnreadable item => JsonSerializer.SerializeToUtf8Bytes(item, AgentJson.Default.ItemUnreadable),
        Input.ItemRead item => JsonSerializer.SerializeToUtf8Bytes(item, AgentJson.Default.ItemRead),
        Input.ItemRetried item => JsonSerializer.SerializeToUtf8Bytes(item, AgentJson.Default.ItemRetried),
        Input.SendAsked asked => JsonSerializer.SerializeToUtf8Bytes(asked, AgentJson.Default.SendAsked),
        Input.TurnCame came => JsonSerializer.SerializeToUtf8Bytes(came, AgentJson.Default.TurnCame),
        Input.SendWithdrawn gone => JsonSerializer.SerializeToUtf8Bytes(gone, AgentJson.Default.SendWithdrawn),
        Input.SendAccepted yes => JsonSerializer.SerializeToUtf8Bytes(yes, AgentJson.Default.SendAccepted),
        Input.SendRejected no => JsonSerializer.SerializeToUtf8Bytes(no, AgentJson.Default.SendRejected),
        Input.AnswerLost lost => JsonSerializer.SerializeToUtf8Bytes(lost, AgentJson.Default.AnswerLost),
        Input.SendJudged judged => JsonSerializer.SerializeToUtf8Bytes(judged, AgentJson.Default.SendJudged),
        Input.TimerDue due => JsonSerializer.SerializeToUtf8Bytes(due, AgentJson.Default.TimerDue),
        Input.TakenOver taken => JsonSerializer.SerializeToUtf8Bytes(taken, AgentJson.Default.TakenOver),
        Input.CalledAutomatic called => JsonSerializer.SerializeToUtf8Bytes(called, AgentJson.Default.CalledAutomatic),
        Input.HandedBack handed => JsonSerializer.SerializeToUtf8Bytes(handed, AgentJson.Default.HandedBack),
        Input.GapClosed gap => JsonSerializer.SerializeToUtf8Bytes(gap, AgentJson.Default.GapClosed),
        Input.MarkedRead read => JsonSerializer.SerializeToUtf8Bytes(read, AgentJson.Default.MarkedRead),
        Input.MarkedPrivate mark => JsonSerializer.SerializeToUtf8Bytes(mark, AgentJson.Default.MarkedPrivate),
        Input.ContentsSwept swept => JsonSerializer.SerializeToUtf8Bytes(swept, AgentJson.Default.ContentsSwept),
        Input.ConversationSplit part => JsonSerializer.SerializeToUtf8Bytes(part, AgentJson.Default.ConversationSplit),
        Input.ConversationsMerged a => JsonSerializer.SerializeToUtf8Bytes(a, AgentJson.Default.ConversationsMerged),
        Input.MessagesBrought piece => JsonSerializer.SerializeToUtf8Bytes(piece, AgentJson.Default.MessagesBrought),
        Input.MediaKept kept => JsonSerializer.SerializeToUtf8Bytes(kept, AgentJson.Default.MediaKept),
        Input.MediaMissed missed => JsonSerializer.SerializeToUtf8Bytes(missed, AgentJson.Default.MediaMissed),
        Input.MediaAsked again => JsonSerializer.SerializeToUtf8Bytes(again, AgentJson.Default.MediaAsked),
        Input.MediaOutdated old => JsonSerializer.SerializeToUtf8Bytes(old, AgentJson.Default.MediaOutdated),
        _ => null,
    };

    /// <summary>An input of a private conversation as it is recorded: the words of a send decide nothing.</summary>
    public static Input WithoutWords(Input input) => input is Input.SendAsked asked
        ? asked with { Draft = asked.Draft with { Body = "" } }
        : input;

    /// <summary>The input again, from its kind and body.</summary>
    /// <exception cref="JsonException">The body is not of this kind.</exception>
    public static Input Read(string kind, ReadOnlyMemory<byte> body)
    {
        var json = body.Span;
        Input? input = kind switch
        {
            "link" => JsonSerializer.Deserialize(json, AgentJson.Default.LinkHeard),
            "link_asked" => JsonSerializer.Deserialize(json, AgentJson.Default.LinkAsked),
            "link_answered" => JsonSerializer.Deserialize(json, AgentJson.Default.LinkAnswered),
            "sync_asked" => JsonSerializer.Deserialize(json, AgentJson.Default.SyncAsked),
            "sync_answered" => JsonSerializer.Deserialize(json, AgentJson.Default.SyncAnswered),
            "unreadable" => JsonSerializer.Deserialize(json, AgentJson.Default.ItemUnreadable),
            "readable" => JsonSerializer.Deserialize(json, AgentJson.Default.ItemRead),
            RetryKind => JsonSerializer.Deserialize(json, AgentJson.Default.ItemRetried),
            "send" => JsonSerializer.Deserialize(json, AgentJson.Default.SendAsked),
            "turn" => JsonSerializer.Deserialize(json, AgentJson.Default.TurnCame),
            "withdraw" => JsonSerializer.Deserialize(json, AgentJson.Default.SendWithdrawn),
            "accepted" => JsonSerializer.Deserialize(json, AgentJson.Default.SendAccepted),
            "rejected" => JsonSerializer.Deserialize(json, AgentJson.Default.SendRejected),
            "lost" => JsonSerializer.Deserialize(json, AgentJson.Default.AnswerLost),
            "timer" => JsonSerializer.Deserialize(json, AgentJson.Default.TimerDue),
            "takeover" => JsonSerializer.Deserialize(json, AgentJson.Default.TakenOver),
            "automatic" => JsonSerializer.Deserialize(json, AgentJson.Default.CalledAutomatic),
            "handback" => JsonSerializer.Deserialize(json, AgentJson.Default.HandedBack),
            "judged" => JsonSerializer.Deserialize(json, AgentJson.Default.SendJudged),
            "gap" => JsonSerializer.Deserialize(json, AgentJson.Default.GapClosed),
            "read" => JsonSerializer.Deserialize(json, AgentJson.Default.MarkedRead),
            "private" => JsonSerializer.Deserialize(json, AgentJson.Default.MarkedPrivate),
            "media_kept" => JsonSerializer.Deserialize(json, AgentJson.Default.MediaKept),
            "media_missed" => JsonSerializer.Deserialize(json, AgentJson.Default.MediaMissed),
            "media_asked" => JsonSerializer.Deserialize(json, AgentJson.Default.MediaAsked),
            "media_outdated" => JsonSerializer.Deserialize(json, AgentJson.Default.MediaOutdated),
            "sweep" => JsonSerializer.Deserialize(json, AgentJson.Default.ContentsSwept),
            "split" => JsonSerializer.Deserialize(json, AgentJson.Default.ConversationSplit),
            "merge" => JsonSerializer.Deserialize(json, AgentJson.Default.ConversationsMerged),
            "bring" => JsonSerializer.Deserialize(json, AgentJson.Default.MessagesBrought),
            _ => null,
        };
        return input ?? throw new JsonException($"No input of kind '{kind}' is recorded with a body.");
    }

    /// <summary>The stored name of an outcome.</summary>
    public static string NameOf(Outcome outcome) => outcome switch
    {
        Outcome.Applied => "applied",
        Outcome.Duplicate => "duplicate",
        Outcome.Waiting => "waiting",
        Outcome.SetAside => "set_aside",
        _ => throw new UnreachableException(),
    };
}
