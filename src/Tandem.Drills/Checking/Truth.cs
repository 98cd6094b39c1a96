using Tandem.Drills.Worlds;
using Tandem.Platform;

namespace Tandem.Drills.Checking;

/// <summary>What truly happened, from the platform's ledger.</summary>
internal sealed class Truth
{
    private static readonly string[] Changes = ["edit", "revoke", "reaction"];

    public Truth(World world)
    {
        var callIds = world.Witness.Arrived.ToDictionary(call => call.RequestId, call => call.CallId);
        foreach (var line in world.Platform.Ledger)
        {
            var author = line.Kind switch
            {
                LedgerKinds.CustomerMessage => Author.Customer,
                LedgerKinds.OwnerMessage => Author.Phone,
                LedgerKinds.ApiMessage => Author.Api,
                _ => (Author?)null,
            };
            if (author is { } who)
                Messages.Add(line.Wamid!, MessageOf(line, who, callIds));
            if (line.Kind == LedgerKinds.HistoryMessage)
                Messages.Add(line.Wamid!, PastOf(world, line));
            if (line.Kind == LedgerKinds.WebhookDropped)
                Dropped.Add(line.Wamid!);
        }

        foreach (var old in world.Witness.Old)
        {
            var author = old.IsFromBusiness ? Author.Phone : Author.Customer;
            Messages.Add(old.Wamid,
                new TrueMessage(old.Wamid, old.Number, old.Customer, author, "text") { IsOld = true });
        }
    }

    /// <summary>Every message and change that ever existed, by wamid.</summary>
    public SortedDictionary<string, TrueMessage> Messages { get; } = new(StringComparer.Ordinal);

    /// <summary>Wamids of updates that the platform gave up telling.</summary>
    public List<string> Dropped { get; } = [];

    /// <summary>What the Cloud API accepted, by the hub's mark.</summary>
    public ILookup<string, TrueMessage> ByMark =>
        field ??= Messages.Values.Where(message => message.Mark is not null).ToLookup(message => message.Mark!);

    /// <summary>What the Cloud API accepted, by the caller's own id.</summary>
    public ILookup<string, TrueMessage> ByCall =>
        field ??= Messages.Values.Where(message => message.CallId is not null).ToLookup(message => message.CallId!);

    // The ledger says that it was said, the phone says by whom.
    private static TrueMessage PastOf(World world, LedgerLine line) => new(
        line.Wamid!, line.PhoneNumberId!, line.Customer!,
        world.Platform.Mind.Line(Screen.Phone, line.Wamid!)?.Author == "customer" ? Author.Customer : Author.Phone,
        line.Evidence.Type!)
    {
        IsOld = true,
    };

    private static TrueMessage MessageOf(LedgerLine line, Author author, Dictionary<long, string?> callIds) =>
        new(line.Wamid!, line.PhoneNumberId!, line.Customer!, author, line.Evidence.Type!)
        {
            At = line.At,
            IsChange = author != Author.Api && Array.IndexOf(Changes, line.Evidence.Type) >= 0,
            Target = line.Evidence.OriginalWamid,
            Mark = line.Evidence.Mark,
            CallId = line.Evidence.RequestId is { } request ? callIds.GetValueOrDefault(request) : null,
            IsToldLive = line.Evidence.Field is not null,
        };
}

/// <summary>Who wrote a message.</summary>
internal enum Author
{
    Customer,
    Phone,
    Api,
}

/// <summary>A message as it truly was.</summary>
internal sealed record TrueMessage(string Wamid, string Number, string Customer, Author Author, string Type)
{
    /// <summary>When, by the platform's clock; the beginning of time for what only history tells.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>An edit, a deletion or a reaction.</summary>
    public bool IsChange { get; init; }

    /// <summary>Of a change: what it is about.</summary>
    public string? Target { get; init; }

    /// <summary>The hub's mark, on what it sent.</summary>
    public string? Mark { get; init; }

    /// <summary>The caller's own id, on what it sent.</summary>
    public string? CallId { get; init; }

    /// <summary>The platform posts a webhook about it.</summary>
    public bool IsToldLive { get; init; }

    /// <summary>Said before the hub came; only history tells of it.</summary>
    public bool IsOld { get; init; }
}
