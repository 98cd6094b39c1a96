using Tandem.Platform.Accounts;
using Tandem.Platform.Media;
using Tandem.Platform.Network;
using Tandem.Platform.People;

namespace Tandem.Platform;

/// <summary>The platform's state and the outputs of the step under way; its parts act on it.</summary>
internal sealed class World(PlatformOptions options)
{
    private List<PlatformOutput> _outputs = [];
    private long _ledgerSeq;

    /// <summary>How the platform behaves; operators may change it while it runs.</summary>
    public PlatformOptions Options { get; set; } = options;

    /// <summary>Ids: a stream of its own, so that other latencies give other times but the same names.</summary>
    public Chance Ids { get; } = Chance.Stream(options.Seed, "ids");

    /// <summary>How long things take and whether people read.</summary>
    public Chance Weather { get; } = Chance.Stream(options.Seed, "weather");

    /// <summary>Ids and durations in the life of a link.</summary>
    public Chance Links { get; } = Chance.Stream(options.Seed, "links");

    /// <summary>What is made to go wrong.</summary>
    public Faults Faults { get; } = new(options.Seed);

    public DateTimeOffset Now { get; set; }

    public Agenda Agenda { get; } = new();

    public AccountBook Accounts { get; } = new();

    public Crowd Crowd { get; } = new(options.Seed);

    public Chats Chats { get; } = new();

    public MediaShelf Media { get; } = new();

    /// <summary>Accepted sends whose answer is on its way to the caller, by request.</summary>
    public Dictionary<long, Message> UnsettledAnswers { get; } = [];

    public void Emit(PlatformOutput output) => _outputs.Add(output);

    public List<PlatformOutput> TakeOutputs()
    {
        var taken = _outputs;
        _outputs = [];
        return taken;
    }

    public void Record(
        string kind, string? phoneNumberId, string? customer, string? wamid, string leg, LedgerEvidence evidence) =>
        Emit(new PlatformOutput.LedgerWritten(
            new(++_ledgerSeq, Now, kind, phoneNumberId, customer, wamid, leg, evidence)));

    public void Settle(long actId, string? id = null, ActRefusal? refusal = null) =>
        Emit(new PlatformOutput.ActSettled(actId, id, refusal));

    /// <summary>The fault of a kind that strikes a number now; null: none.</summary>
    public Fault? Strike(string kind, BusinessNumber? number) => Faults.Strike(kind, number, Now);

    public void After(Latency latency, Due due) => Agenda.Add(Now + Weather.Within(latency), due);

    /// <summary>Takes up what somebody said: a line of its chat, or a change of another one.</summary>
    public void Keep(Message message, Said said)
    {
        Chats.Keep(message);
        if (said.Target is { } target)
            Changes.Apply(this, said.Speech, message, target);
        else
            Show(message.Chat, message);
    }

    /// <summary>Puts the line of a message on the screens that have it.</summary>
    public void Show(Chat chat, Message message)
    {
        ShowOn(Screen.Phone, chat, message);
        ShowOn(Screen.Customer, chat, message);
    }

    public void ShowOn(Screen screen, Chat chat, Message message)
    {
        if (message.OnScreenOf(screen))
            Emit(new PlatformOutput.ScreenChanged(
                screen, chat.Number.PhoneNumberId, chat.Customer.Key, message.Wamid));
    }
}
