using System.Text.Json.Nodes;
using Tandem.Domain.Deciding;
using Tandem.Drills.Checking;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>
/// Customers, the owner at the phone, an agent and a campaign: each acts again and again until the storm ends.
/// </summary>
internal sealed class People(World world)
{
    /// <summary>
    /// No one does two things within one second: which of two edits of a second is the last, no webhook tells.
    /// </summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1.2);

    private readonly Chance _talk = world.Stream("talk");

    public void Begin()
    {
        foreach (var customer in world.Plan.Customers)
            Live(new Person(world, customer, isOwner: false), world.Plan.CustomerPause, CustomerActs);
        foreach (var number in world.Plan.Numbers)
            Live(new Person(world, number.PhoneNumberId, isOwner: true), world.Plan.OwnerPause, OwnerActs);
        if (world.Plan.AgentPause is { } agent)
            Live(new Person(world, "agent", isOwner: true), agent, AgentActs);
        if (world.Plan.CampaignPause is { } campaign)
            Live(new Person(world, "campaign", isOwner: true), campaign, CampaignActs);
    }

    /// <summary>In the calm, somebody looks at what could not be read, or was taken over without an end, once a minute,
    /// and hands it back.</summary>
    public void HandBackWhatLasts(int times)
    {
        foreach (var (number, customer) in world.Plan.Numbers.SelectMany(
            _ => world.Platform.Mind.Customers, (one, who) => (one.PhoneNumberId, who)))
        {
            // A customer may be known by the number, by the user id, or by each in a conversation of its own.
            foreach (var key in (string[])[$"wa:{customer.WaId}", $"user:{customer.UserId}"])
            {
                if (HubRecord.ConversationUnder(world.Disk, number, key) is { } id
                    && HubRecord.WaitsForPerson(world.Disk, id))
                    _ = CommandAsync(number, customer.Id, id, takesOver: false, seconds: 0);
            }
        }

        if (times > 0)
            world.Time.After(TimeSpan.FromMinutes(1), () => HandBackWhatLasts(times - 1));
    }

    private void Live(Person person, TimeSpan pause, Action<Person> act)
    {
        var wait = pause * (0.1 + (1.8 * person.Chance.Unit()));
        var at = world.Calendar.ActsAt(world.Time.Now, wait > ShortestPause ? wait : ShortestPause);
        world.Time.After(at - world.Time.Now, () =>
        {
            if (!world.Weather.IsStormy)
                return;

            act(person);
            Live(person, pause, act);
        });
    }

    private void CustomerActs(Person person)
    {
        var number = person.PickNumber();
        var customer = person.Name;
        if (person.Chance.Happens(0.05) && world.Plan.Platform.BusinessScopedIds)
        {
            var shows = person.Chance.Happens(0.5);
            if (!shows)
                world.Witness.Hidden.Add(customer);
            world.Platform.Act(id =>
                new PlatformInput.DefineCustomer(id, customer, new CustomerSetup(ShowsNumber: shows)));
        }

        if (person.Chance.Happens(0.1))
            world.Platform.Act(id => new PlatformInput.CustomerReads(id, customer, number));
        else
            Say(person, number, customer, body => world.Platform.CustomerSays(
                customer, number, body, wamid => person.Remember(number, customer, wamid)));
    }

    private void OwnerActs(Person person)
    {
        var number = person.Name;
        if (world.Platform.Mind.LinkOf(number) is { Registering: true })
            return; // a phone that is being registered anew cannot be used

        var customer = person.PickCustomer(number);
        if (person.Chance.Happens(0.1))
            world.Platform.Act(id => new PlatformInput.OwnerReads(id, number, customer));
        else
            Say(person, number, customer, body => world.Platform.OwnerSays(customer, number, body, wamid =>
            {
                person.Remember(number, customer, wamid);
                if (wamid is not null && world.Plan.HasWords)
                    world.Witness.PhoneWords[wamid] = PhoneTalk.MeaningOf(body);
            }));
    }

    private void Say(Person person, string number, string customer, Action<string> say)
    {
        var draw = person.Chance.Below(100);
        var own = draw < 13 ? person.LatestOwn(number, customer) : null;
        var theirs = draw is < 25 or > 80 ? person.LatestOfOther(number, customer) : null;
        var body = draw switch
        {
            < 8 when own is not null => About("edit", "original_message_id", own.Wamid, person.Edit(own)),
            < 13 when own is not null => About("revoke", "original_message_id", own.Wamid),
            < 25 when theirs is not null => About("reaction", "message_id", theirs.Wamid, ("emoji", person.Emoji())),
            < 35 => new JsonObject { ["type"] = "image", ["image"] = new JsonObject { ["caption"] = person.Words() } },
            < 40 => new JsonObject { ["type"] = "audio", ["audio"] = new JsonObject() },
            < 43 => new JsonObject
            {
                ["type"] = "location",
                ["location"] = new JsonObject { ["latitude"] = 52.5, ["longitude"] = 13.4 },
            },
            < 45 when !person.IsOwner =>
                new JsonObject { ["type"] = "poll_creation", ["poll_creation"] = new JsonObject() },
            _ => new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = TextOf(person) } },
        };
        if (draw > 80 && theirs is not null)
            body["context"] = new JsonObject { ["message_id"] = theirs.Wamid };
        say(body.ToJsonString());
    }

    private string TextOf(Person person) =>
        (person.IsOwner && world.Plan.HasWords ? PhoneTalk.Draw(_talk) : null) ?? person.Words();

    private static JsonObject About(
        string type, string field, string wamid, params (string Name, JsonNode Value)[] more)
    {
        var content = new JsonObject { [field] = wamid };
        foreach (var (name, value) in more)
            content[name] = value;
        return new JsonObject { ["type"] = type, [type] = content };
    }

    private void AgentActs(Person person)
    {
        var number = person.PickNumber();
        var customer = person.PickCustomer(number);
        var draw = person.Chance.Below(10);
        var text = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = person.Words() } };
        switch (draw)
        {
            case < 4:
                world.Callers.SendByDropIn(Callers.AgentKey, number, customer, text);
                break;
            case < 8:
                world.Callers.SendByOwnApi(Callers.AgentKey, number, customer, text);
                break;
            default:
                _ = CommandAsync(number, customer, takesOver: draw == 8, person.Chance.Below(300) + 20);
                break;
        }
    }

    private void CampaignActs(Person person)
    {
        var number = person.PickNumber();
        var body = person.Chance.Happens(0.5)
            ? new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = person.Words() } }
            : new JsonObject
            {
                ["type"] = "template",
                ["template"] = new JsonObject
                {
                    ["name"] = "hello_world",
                    ["language"] = new JsonObject { ["code"] = "en_US" },
                },
            };
        world.Callers.SendByOwnApi(Callers.CampaignKey, number, person.PickCustomer(number), body);
    }

    private Task CommandAsync(string number, string customer, bool takesOver, int seconds) =>
        HubRecord.ConversationOf(world.Disk, number, customer) is { } id
            ? CommandAsync(number, customer, id, takesOver, seconds)
            : Task.CompletedTask;

    private async Task CommandAsync(string number, string customer, string id, bool takesOver, int seconds)
    {
        if (world.Hub.Serving is not { } hub)
            return;

        var until = world.Time.Now + TimeSpan.FromSeconds(seconds);
        var asked = world.Trace.Note(takesOver ? "agent takes over" : "agent hands back", $"{id} {customer}");
        var noted = new Command(number, customer, asked, takesOver ? until : null)
        {
            AskedAt = world.Hub.Clock.Now - world.Hub.Clock.FurthestBack,
        };
        world.Witness.Commands.Add(noted);
        Input command = takesOver ? new Input.TakenOver(id, "anna", until) : new Input.HandedBack(id, "anna");
        var decision = await hub.CallAsync(() => hub.Door.CommandAsync(number, command, CancellationToken.None));
        if (decision is null)
            return;
        noted.Done = world.Trace.Note("agent told", $"{id} {decision.Outcome}");
        noted.DoneAt = world.Hub.Clock.Now;
    }
}
