namespace Tandem.Drills.Worlds;

/// <summary>A place where a world may break something. Each must be met somewhere in an exploration.</summary>
public enum FaultSite
{
    /// <summary>Graph refuses the connection: the call has surely not left.</summary>
    GraphRefused,

    /// <summary>A Graph call is lost on its way there.</summary>
    GraphCallLost,

    /// <summary>Graph acts, and its answer is lost.</summary>
    GraphAnswerLost,

    /// <summary>Graph acts, and only half of its answer arrives.</summary>
    GraphAnswerCut,

    /// <summary>Graph acts, and something between answers 502 with a page of its own.</summary>
    GraphGatewayError,

    /// <summary>A Graph call arrives, and acts, after the hub has given up.</summary>
    GraphActsLate,

    /// <summary>Graph acts, and its answer takes longer than the statuses.</summary>
    GraphAnswerSlow,

    /// <summary>A webhook is lost on its way to the hub.</summary>
    WebhookLost,

    /// <summary>The hub's answer to a webhook is lost: the platform sends it again.</summary>
    WebhookAnswerLost,

    /// <summary>A webhook arrives twice.</summary>
    WebhookTwice,

    /// <summary>A webhook arrives late, after ones that were sent after it.</summary>
    WebhookLate,

    /// <summary>Somebody posts a webhook without knowing the secret.</summary>
    WebhookForged,

    /// <summary>The phone's history tells again what was told live, and what was said before.</summary>
    HistoryTold,

    /// <summary>The power is cut before a webhook is kept.</summary>
    PowerCutBeforeAppend,

    /// <summary>The power is cut after a webhook was kept, before its 200.</summary>
    PowerCutAfterAppend,

    /// <summary>The power is cut before a turn is committed.</summary>
    PowerCutBeforeCommit,

    /// <summary>The power is cut after a turn was committed, before its effects.</summary>
    PowerCutAfterCommit,

    /// <summary>The power is cut before an owner is claimed.</summary>
    PowerCutBeforeClaim,

    /// <summary>The power is cut after an owner was claimed.</summary>
    PowerCutAfterClaim,

    /// <summary>The power is cut while something is read.</summary>
    PowerCutInRead,

    /// <summary>The hub process dies at any instant.</summary>
    ProcessCrash,

    /// <summary>After its end the hub stays away for minutes or hours.</summary>
    ProcessStaysAway,

    /// <summary>The clock of the hub's machine is set wrong, and set right after a while.</summary>
    ClockJump,

    /// <summary>Nobody takes calls at Graph for a while.</summary>
    GraphAway,

    /// <summary>Nobody takes calls at the bot's endpoint for a while.</summary>
    BotAway,

    /// <summary>A second hub process starts while the first still runs.</summary>
    ProcessOverlap,

    /// <summary>The storage gives no answer to a question, and is there for the next.</summary>
    ReadRefused,

    /// <summary>The disk is full for a while.</summary>
    DiskFull,

    /// <summary>The disk fails: the process must end.</summary>
    DiskBroken,

    /// <summary>A storage step takes its time, others overtake it.</summary>
    StorageSlow,

    /// <summary>An agent's turn begins late.</summary>
    TurnLate,

    /// <summary>A caller of the drop-in closes its connection.</summary>
    CallerGone,

    /// <summary>A caller that was not answered asks again with the same idempotency key.</summary>
    CallerRepeats,

    /// <summary>What the hub tells a bot is lost, or the bot's answer is.</summary>
    ForwardLost,

    /// <summary>What the phone sends produces no echo: nobody tells the hub.</summary>
    EchoNeverCame,

    /// <summary>A customer's message reaches the phone and no webhook.</summary>
    MessageNeverTold,

    /// <summary>A customer's message reaches the hub as a stand-in without content (131060).</summary>
    MessageWithoutContent,

    /// <summary>The phone says something in a shape nobody knows: its echo has no id.</summary>
    EchoUnreadable,

    /// <summary>Media is deleted at the platform before the hub has its bytes.</summary>
    MediaDeleted,

    /// <summary>The hub comes for media when the address has run out.</summary>
    MediaAsksLate,

    /// <summary>The bytes of media end before they are all there.</summary>
    MediaCut,

    /// <summary>Other bytes come than those whose hash the platform gave.</summary>
    MediaDamaged,

    /// <summary>The disk takes no media.</summary>
    MediaDiskFull,

    /// <summary>A webhook that another app of this hub signed speaks of a number that is not its own.</summary>
    WebhookOfAnotherApp,

    /// <summary>The owner registers the phone anew: app and API are parted until that is done.</summary>
    PhoneRegistersAnew,
}
