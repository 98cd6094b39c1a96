using Tandem.Drills.Checking;
using Tandem.Platform;

namespace Tandem.Drills.Scenarios.Playing;

/// <summary>What is to be seen at one instant: the platform's truth, and what the hub shows.</summary>
public sealed record Evidence
{
    /// <summary>When the scenario began, by the platform's clock.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>What truly happened at the shop's number, in order.</summary>
    public required IReadOnlyList<LedgerLine> Ledger { get; init; }

    /// <summary>What stands on the hub's timelines.</summary>
    public required IReadOnlyList<ShownMessage> Messages { get; init; }

    /// <summary>Conversations.</summary>
    public required IReadOnlyList<ShownConversation> Conversations { get; init; }

    /// <summary>What the hub says is missing, or was.</summary>
    public required IReadOnlyList<ShownGap> Gaps { get; init; }

    /// <summary>Codes of what it says it can never see.</summary>
    public required IReadOnlyList<string> BlindSpots { get; init; }

    /// <summary>How the hub says that app and API are joined.</summary>
    public required string Link { get; init; }

    /// <summary>What callers were told so far.</summary>
    public required IReadOnlyList<SendOutcome> Sends { get; init; }

    /// <summary>From a webhook's arrival to the timeline, for each item decided.</summary>
    public required IReadOnlyList<Decided> Decided { get; init; }

    /// <summary>What phones show: of the chats that were asked for.</summary>
    public required IReadOnlyList<ShownLine> Screens { get; init; }

    /// <summary>Broken promises; null: it is too early to say.</summary>
    public IReadOnlyList<Violation>? Violations { get; init; }
}

/// <summary>A message on a timeline.</summary>
/// <param name="Id">The hub's id.</param>
/// <param name="Wamid">WhatsApp's id; null before it is known.</param>
/// <param name="Customer">The platform's name for whom it is with; null: nobody of the platform's.</param>
/// <param name="Type">Meta's type.</param>
/// <param name="Direction"><c>in</c> or <c>out</c>.</param>
/// <param name="Origin"><c>customer</c>, <c>app</c>, <c>api</c> or <c>other_api</c>.</param>
/// <param name="Via"><c>live</c> or <c>history</c>.</param>
/// <param name="SentBy">The sender, of what the hub sent.</param>
/// <param name="At">Its second.</param>
/// <param name="Status">Its status; null where there is none.</param>
/// <param name="Text">Its words, or what stands under media.</param>
public sealed record ShownMessage(
    string Id, string? Wamid, string? Customer, string? Type, string Direction, string Origin, string Via,
    string? SentBy, DateTimeOffset At, string? Status, string? Text);

/// <summary>A conversation, and who speaks for it: null, <c>phone</c>, <c>review</c> or an agent.</summary>
public sealed record ShownConversation(string Id, string? Customer, string? SpokenForBy);

/// <summary>Something missing.</summary>
public sealed record ShownGap(string Kind, bool IsOpen, string? Customer, string? Wamid, string Reason);

/// <summary>What a caller was told.</summary>
/// <param name="Order">About what.</param>
/// <param name="At">When it asked.</param>
/// <param name="Outcome"><c>accepted</c>, <c>refused</c>, <c>unknown</c> or <c>waiting</c>.</param>
/// <param name="Code">Of a refusal: Meta's error code, or the hub's own word.</param>
/// <param name="Wamid">Of an accepted one.</param>
public sealed record SendOutcome(SendOrder Order, DateTimeOffset At, string Outcome, string? Code, string? Wamid);

/// <summary>How long an item of a webhook took to the timeline, by the hub's clock.</summary>
public sealed record Decided(string? Customer, string? Wamid, TimeSpan Took);

/// <summary>A line on a screen.</summary>
/// <param name="Whose">On the phone or the customer's.</param>
/// <param name="Customer">Whose chat.</param>
/// <param name="Line">The line.</param>
public sealed record ShownLine(Screen Whose, string Customer, ChatLine Line);
