namespace Tandem.Domain.Sending;

/// <summary>Why a send does not go, or did not: every code there is, in plain words.</summary>
/// <remarks>docs/reasons.md is printed from here by <c>tandem reasons</c>; a test holds the two together.</remarks>
public static class Reasons
{
    /// <summary>All of them, holds first, in the order in which a send meets them.</summary>
    public static IReadOnlyList<Reason> All { get; } =
    [
        new(Refusal.HeldByHuman, "A human speaks for the conversation: the phone, or an agent.")
        {
            Ends = "by its time, by a hand-back, or never where a word took over without an end",
            Bot = Fate.Refused,
            Campaign = Fate.Waits,
            Until = true,
            DropIn = "400, code 100, subcode 5080001",
            Do = "Keep quiet until it is handed back. Do not send it again, and no template instead.",
        },
        new(Refusal.HeldForReview, "Something in the conversation could not be read; a person must look first.")
        {
            Ends = "when a person takes over, hands back or writes, or when the item is read after all",
            Bot = Fate.Refused,
            Campaign = Fate.Waits,
            DropIn = "400, code 100, subcode 5080001",
            Do = "Look at the conversation on the phone, then hand it back.",
        },
        new(Refusal.Offboarded, "App and API are parted for the moment: Meta would refuse everything.")
        {
            Ends = "when Meta says that they are joined again",
            Human = Fate.Waits,
            Bot = Fate.Waits,
            Notification = Fate.Waits,
            Campaign = Fate.Waits,
            DropIn = "as of wait_over",
            Do = "Wait; open the app on the phone if it takes long.",
        },
        new(Refusal.NumberPace, "The number has sent as much as Meta takes of it, or 32 calls are unanswered.")
        {
            Ends = "when the bucket is refilled and nothing more urgent stands before it",
            Human = Fate.Waits,
            Bot = Fate.Waits,
            Notification = Fate.Waits,
            Campaign = Fate.Waits,
            Until = true,
            DropIn = "as of wait_over",
            Do = "Nothing. GET …/pace says when all of it will have left.",
        },
        new(Refusal.PairPace, "This person was sent as much as Meta takes for one person.")
        {
            Ends = "six seconds after another one",
            Human = Fate.Waits,
            Bot = Fate.Waits,
            Notification = Fate.Waits,
            Campaign = Fate.Waits,
            Until = true,
            DropIn = "as of wait_over",
            Do = "Say it in fewer messages.",
        },
        new(Refusal.PutBack, "Meta said \"too fast\" (130429, 131056): nothing was sent, and it goes again by itself.")
        {
            Ends = "after a pause that grows; the thirteenth time Meta's word is final",
            Human = Fate.Waits,
            Bot = Fate.Waits,
            Notification = Fate.Waits,
            Campaign = Fate.Waits,
            Until = true,
            DropIn = "Meta's own answer",
            Do = "Nothing. If it happens often, another sender uses the same number: lower messages_per_second.",
        },
        new(Refusal.Private, "The conversation is private: only its owner speaks in it.")
        {
            Ends = "when somebody who may decides that it is not",
            Human = Fate.Refused,
            Bot = Fate.Refused,
            Notification = Fate.Refused,
            Campaign = Fate.Refused,
            DropIn = "400, code 100, subcode 5080002",
            Do = "Nothing; the owner speaks, from the phone or with the owner's key.",
        },
        new(Refusal.Removed, "The link is gone until somebody onboards the number again.")
        {
            Ends = "with a new onboarding",
            Human = Fate.Refused,
            Bot = Fate.Refused,
            Notification = Fate.Refused,
            Campaign = Fate.Refused,
            DropIn = "400, code 133010",
            Do = "Onboard the number again, then register it with its new token.",
        },
        new(Refusal.WindowClosed, "The customer's latest message is 24 hours old: only a template may go.")
        {
            Ends = "when the customer writes",
            Human = Fate.Refused,
            Bot = Fate.Refused,
            Notification = Fate.Refused,
            Campaign = Fate.Refused,
            DropIn = "400, code 131047",
            Do = "Send a template. POST /v1/check names those that fit.",
        },
        new(Refusal.QueueFull, "Too much waits already: nothing was taken over.")
        {
            Ends = "when some of it has left",
            Human = Fate.Refused,
            Bot = Fate.Refused,
            Notification = Fate.Refused,
            Campaign = Fate.Refused,
            Until = true,
            DropIn = "429, code 130429, Retry-After",
            Do = "Ask again at the time it says.",
        },
        new(Refusal.WaitOver, "Its caller waited as long as it wanted to, and it had not been released.")
        {
            Withdrawn = true,
            DropIn = "400, code 131056",
            Do = "It may be sent again.",
        },
        new(Refusal.CallerGone, "Its caller hung up before it was released.")
        {
            Withdrawn = true,
            DropIn = "nobody is there to be told",
            Do = "It may be sent again.",
        },
        new(Refusal.Restarted, "The hub process that its caller waited at ended before it was released.")
        {
            Withdrawn = true,
            DropIn = "nobody is there to be told",
            Do = "It may be sent again.",
        },
        new(Refusal.Expired, "Its time, expires_at, was over before it was released.")
        {
            Withdrawn = true,
            Do = "Send it again if it is still worth something.",
        },
        new(Refusal.RejectedByMeta, "Meta refused it: nothing was sent. The code beside it is Meta's.")
        {
            Meta = true,
            DropIn = "Meta's own answer",
            Do = "What Meta's code asks for.",
        },
        new(Refusal.NoAnswer, "No answer came: it may or may not have been sent.")
        {
            Ends = "with the first status, or by a person's word",
            Meta = true,
            DropIn = "500, code 131000",
            Do = "Do not send it again; look at the phone if nothing settles it.",
        },
        new(Refusal.TakenForNotSent, "No answer came, and somebody, or the lane's rule, took it for not sent.")
        {
            Ends = "with a status, which outweighs the word",
            Meta = true,
            DropIn = "as of no_answer",
            Do = "Nothing.",
        },
    ];

    /// <summary>The reason of a code; null for one nobody has written down.</summary>
    public static Reason? Find(string code) => All.FirstOrDefault(reason => reason.Code == code);
}

/// <summary>Why a send does not go.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Means">In plain words.</param>
public sealed record Reason(string Code, string Means)
{
    /// <summary>What ends it; null where nothing does.</summary>
    public string? Ends { get; init; }

    /// <summary>What becomes of a person's send.</summary>
    public Fate Human { get; init; }

    /// <summary>What becomes of a bot's.</summary>
    public Fate Bot { get; init; }

    /// <summary>What becomes of a notification.</summary>
    public Fate Notification { get; init; }

    /// <summary>What becomes of a campaign's.</summary>
    public Fate Campaign { get; init; }

    /// <summary>Whether it says until when.</summary>
    public bool Until { get; init; }

    /// <summary>It is taken back before it left.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>It left: what is said of it is Meta's, or nobody's.</summary>
    public bool Meta { get; init; }

    /// <summary>What a caller of the drop-in API is answered; null where none of them can meet it.</summary>
    public string? DropIn { get; init; }

    /// <summary>What to do about it.</summary>
    public string Do { get; init; } = "";

    /// <summary>What becomes of a send of this lane.</summary>
    public Fate FateOf(SendLane lane) => lane switch
    {
        SendLane.Human => Human,
        SendLane.Bot => Bot,
        SendLane.Notification => Notification,
        _ => Campaign,
    };
}

/// <summary>What a reason makes of a send.</summary>
public enum Fate
{
    /// <summary>It passes.</summary>
    Passes,

    /// <summary>It waits.</summary>
    Waits,

    /// <summary>It is refused at once.</summary>
    Refused,
}
