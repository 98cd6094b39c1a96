using System.Text.Json.Serialization;

namespace Tandem.Engine.Reading;

/// <summary>The link between the phone's app and the API.</summary>
/// <param name="State"><c>connected</c>, <c>offboarded</c> or <c>removed</c>.</param>
/// <param name="Since">Since when, by Meta's clock; null while nothing was heard.</param>
/// <param name="Reason">Meta's reason, if any; <c>said_by_meta</c> where no webhook told and Meta said so when asked.
/// </param>
/// <param name="OnboardedAt">When this connection was onboarded: it tells one from another. Null while unknown.</param>
/// <param name="Meta">What Meta was asked, and said; null while there was no cause.</param>
/// <param name="Sync">What the phone shares once after onboarding.</param>
public sealed record LinkView(
    string State,
    DateTimeOffset? Since,
    string? Reason,
    DateTimeOffset? OnboardedAt,
    MetaWordView? Meta,
    SyncsView Sync);

/// <summary>A question to Meta how the number stands, and the latest answer.</summary>
/// <param name="Cause">Why it was asked: <c>parted</c> (a webhook said so), <c>refused</c> (a call was refused because
/// of the number), <c>joined</c> (a webhook said so of some number of the account), <c>registered</c> or
/// <c>person</c>.</param>
/// <param name="AskedAt">When it was asked last.</param>
/// <param name="Answer"><c>confirmed</c>: Meta says the same; <c>denied</c>: it says otherwise; <c>unreachable</c>: no
/// answer, or none about this. Null before the first.</param>
/// <param name="Says"><c>joined</c>, <c>parted</c> or <c>unknown</c> (Graph does not know the number).</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="Code">Meta's error code, where it refused to say.</param>
/// <param name="NextAt">When it is asked again; null when all is clear, and while an answer is out.</param>
public sealed record MetaWordView(
    string Cause,
    DateTimeOffset AskedAt,
    string? Answer,
    string? Says,
    DateTimeOffset? AnsweredAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Code,
    DateTimeOffset? NextAt);

/// <summary>The two syncs of a connection.</summary>
/// <param name="Contacts">The phone's address book.</param>
/// <param name="History">The phone's chats of the past.</param>
public sealed record SyncsView(SyncView Contacts, SyncView History);

/// <summary>One of them.</summary>
public sealed record SyncView
{
    /// <summary><c>open</c> (may be asked for), <c>over</c> (not asked for in time), <c>asked</c> (Meta is being
    /// called), <c>uncertain</c> (no answer), <c>accepted</c>, <c>arriving</c>, <c>done</c>, <c>declined</c> (the owner
    /// does not share it), <c>used</c> (Meta: asked for before), <c>late</c> (Meta: too late) or <c>refused</c>.
    /// </summary>
    public required string State { get; init; }

    /// <summary>Until when it may be asked for; null while nobody has said when the number was onboarded.</summary>
    public required DateTimeOffset? Until { get; init; }

    /// <summary>The rule that forbids to ask now; null when it may be asked for.</summary>
    public required string? Forbidden { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset? RequestedAt { get; init; }

    /// <summary>Who asked.</summary>
    public required string? RequestedBy { get; init; }

    /// <summary>Meta's id of the request: its support asks for it.</summary>
    public required string? RequestId { get; init; }

    /// <summary>When all of it had come.</summary>
    public required DateTimeOffset? DoneAt { get; init; }

    /// <summary>Meta's error code, where it refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Code { get; init; }

    /// <summary>Contacts that came.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Received { get; init; }

    /// <summary>Of the past: how much came, percent as Meta counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Progress { get; init; }

    /// <summary>Of the past: which part came last: 0 the last day, 1 up to 90 days, 2 up to 180.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Phase { get; init; }

    /// <summary>Of the past: the owner does not share it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Declined { get; init; }
}
