using Tandem.Drills.Checking;
using Tandem.Drills.Scenarios.Playing;
using Tandem.Drills.Storing;
using Tandem.Engine.Reading;
using Tandem.Platform;

namespace Tandem.Drills.Scenarios.Simulating;

/// <summary>Looks at a simulated world as people and programs would, by the readers behind <c>/v1</c>.</summary>
internal sealed class SimulatedLook
{
    private readonly SimulatedStage _stage;
    private readonly Reader _reader;

    public SimulatedLook(SimulatedStage stage)
    {
        _stage = stage;
        // A handle of its own: everything it is asked is answered before the call returns, also while the hub is down.
        var storage = new MemoryStorage(stage.World.Disk, stage.World.Time);
        _reader = new Reader(storage.Book, storage.Journal, stage.World.Time).OfOwner;
    }

    public Evidence At(IReadOnlyList<Expectation> looks, IReadOnlyList<Violation>? violations)
    {
        var conversations = All(ask => _reader.Timeline.ConversationsAsync(_stage.PhoneNumberId, ask, default));
        var customers = conversations.ToDictionary(one => one.Id, one => CustomerOf(one.Contact));
        var messages = conversations
            .SelectMany(one => All(ask => _reader.Timeline.MessagesAsync(one.Id, ask, default)!))
            .Select(one => Shown.Of(one, customers[one.ConversationId])).ToList();
        return new Evidence
        {
            Start = _stage.Start,
            Ledger = [.. _stage.World.Platform.Ledger],
            Messages = messages,
            Conversations =
                [.. conversations.Select(one => new ShownConversation(one.Id, customers[one.Id], one.SpokenForBy))],
            Gaps = [.. Gaps(customers)],
            BlindSpots =
                [.. Now(_reader.Numbers.BlindSpotsAsync(_stage.PhoneNumberId, default))!.Select(spot => spot.Code)],
            Link = Now(_reader.Numbers.FindAsync(_stage.PhoneNumberId, default))!.Link.State,
            Sends = [.. _stage.Sends.Select(Outcome)],
            Decided = Decisions(messages),
            Screens = [.. Screens(looks)],
            Violations = violations,
        };
    }

    private IEnumerable<ShownGap> Gaps(Dictionary<string, string?> customers) =>
        from isOpen in (bool[])[true, false]
        from gap in All(ask => _reader.Gaps.ListAsync(_stage.PhoneNumberId, isOpen, kind: null, ask, default))
        let customer = gap.ConversationId is { } id ? customers.GetValueOrDefault(id) : null
        select new ShownGap(gap.Code, isOpen, customer, gap.Wamid, gap.Reason);

    private SendOutcome Outcome(SimulatedSend send)
    {
        var told = ("waiting", (string?)null, (string?)null);
        if (send.Call.Told is [.., { } answer])
            told = Answers.Read(answer.Status, answer.Body);
        else if (send.Call is { IsOver: true, SendId: null })
            told = ("unknown", null, null);
        else if (send.Call.SendId is { } id && Now(_reader.Sends.FindAsync(id, default)) is { } view)
            told = (Shown.OutcomeOf(view.State), Shown.CodeOf(view.Refusal), view.Wamid);
        return new SendOutcome(send.Order, send.At, told.Item1, told.Item2, told.Item3);
    }

    private List<Decided> Decisions(List<ShownMessage> messages)
    {
        var arrived = _stage.World.Disk.Deliveries.ToDictionary(one => one.Id, one => one.Webhook.ArrivedAt);
        var byId = messages.ToDictionary(message => message.Id);
        return
        [
            .. from input in _stage.World.Disk.Inputs
               where input is { Kind: "message", DeliveryId: not null, Subject: not null }
               let message = byId.GetValueOrDefault(input.Subject!)
               where message is not null
               select new Decided(message.Customer, message.Wamid, input.At - arrived[input.DeliveryId!.Value]),
        ];
    }

    private IEnumerable<ShownLine> Screens(IReadOnlyList<Expectation> looks)
    {
        var mind = _stage.World.Platform.Mind;
        foreach (var whose in looks.Where(look => look.Sight.Name == "screen")
            .Select(look => look.Given.Text("whose") == "phone" ? Screen.Phone : Screen.Customer).Distinct())
        {
            foreach (var customer in mind.Customers.Select(one => one.Id))
            {
                foreach (var line in mind.Chat(whose, _stage.PhoneNumberId, customer) ?? [])
                    yield return new ShownLine(whose, customer, line);
            }
        }
    }

    private string? CustomerOf(ContactView contact) => _stage.World.Platform.Mind.Customers.FirstOrDefault(one =>
        (contact.WaId is not null && contact.WaId == one.WaId)
        || (contact.UserId is not null && contact.UserId == one.UserId))?.Id;

    private static List<T> All<T>(Func<PageAsk, Task<Page<T>>> ask)
    {
        var all = new List<T>();
        string? after = null;
        do
        {
            var page = Now(ask(new PageAsk(PageAsk.MostElements, after)));
            all.AddRange(page.Data);
            after = page.Paging.Next is null ? null : page.Paging.Cursors.After;
        }
        while (after is not null);
        return all;
    }

    private static T Now<T>(Task<T> answered) => answered.IsCompleted
        ? answered.GetAwaiter().GetResult()
        : throw new InvalidOperationException("The memory did not answer at once.");
}
