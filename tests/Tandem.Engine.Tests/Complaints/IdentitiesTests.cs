using System.Text.Json.Nodes;
using Tandem.Domain.Deciding;
using Tandem.Engine.Reading;
using Tandem.Engine.Replaying;
using Tandem.Engine.Tests.Replaying;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Complaints;

/// <summary>Complaint J: people have several names, or none that is a number; they change numbers, and numbers change
/// hands.</summary>
/// <remarks>
/// open-chat-studio 3322; vercel/chat 794; whatomate 531; mega 302; builderbot 1233; chatwoot 13986, 14657, 5840; waha
/// 1516.
/// </remarks>
public sealed class IdentitiesTests
{
    private const string UserId = "US.13491208655302741918", OtherId = "US.22222222222222222222";
    private const string Parent = "US.ENT.11815799212886844830";
    private const long At = 1_750_000_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("551187654321", "+55 11 98765-4321")]
    [InlineData("5215512345678", "+52 55 1234 5678")]
    [InlineData("5491123456789", "+54 11 2345-6789")]
    public void Brazils_ninth_digit_does_not_open_a_second_conversation_nor_do_Mexicos_and_Argentinas_prefixes(
        string waId, string written) => Stage.Play(async hub =>
    {
        var digits = new string([.. written.Where(char.IsAsciiDigit)]);
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.in", waId, At, "Oi")));
        await hub.TellAsync(Webhook.Of(
            "smb_message_echoes", "message_echoes", Webhook.Echo("wamid.echo", digits, At + 1, "Oi!")));
        hub.Graph.AnswersItself = false;
        var asked = Client.Agent(hub).AskAsync("Tudo bem?", digits);
        await hub.RestAsync();
        hub.Graph.Answer(FakeGraph.Accepted("wamid.out", waId));
        await asked;
        await hub.TellAsync(Webhook.Of("messages", "statuses", Webhook.Status("wamid.other", "sent", digits, At + 9)));

        var conversation = Assert.Single(await AllAsync(hub));
        Assert.Equal(
            ["wamid.echo", "wamid.in", "wamid.other", "wamid.out"],
            (await MessagesAsync(hub, conversation)).Order(StringComparer.Ordinal));
        Assert.Equal(
            new[] { digits, waId }.Order(StringComparer.Ordinal),
            conversation.Contact.Keys.Select(key => key.Value).Order(StringComparer.Ordinal));
        Assert.Empty(conversation.Merges);
        Assert.Equal(ReplayVerdict.Same, (await ReplayedLife.ReplayAsync(hub)).Verdict);
    });

    [Fact]
    public void A_landline_without_a_nine_and_a_young_mobile_with_one_stay_two_people() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(
            Webhook.Text("wamid.1", "551134567890", At, "Loja"), Webhook.Text("wamid.2", "5511934567890", At, "Oi")));

        Assert.Equal(2, (await AllAsync(hub)).Count);
    });

    [Fact]
    public void A_sender_without_a_number_is_neither_dropped_nor_filed_under_the_customer_before() =>
        Stage.Play(async hub =>
    {
        // contacts[] names the one who wrote first, as in the webhooks that others misread.
        await hub.TellAsync(Of(
            [Webhook.Text("wamid.1", TestHub.Customer, At, "I am Pablo"), From("wamid.2", UserId, At, "I am not")],
            new JsonObject { ["wa_id"] = TestHub.Customer, ["user_id"] = OtherId }));

        var all = await AllAsync(hub);
        Assert.Equal(2, all.Count);
        var stranger = Assert.Single(all, one => one.Contact.UserId == UserId);
        Assert.Null(stranger.Contact.WaId);
        Assert.Equal(["wamid.2"], await MessagesAsync(hub, stranger));
    });

    [Fact]
    public void A_customer_who_shows_the_number_later_is_not_two() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(From("wamid.1", UserId, At, "Hello")));
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.2", TestHub.Customer, At + 1, "And from my number")));
        Assert.Equal(2, (await AllAsync(hub)).Count);

        await hub.TellAsync(Webhook.Of(Named("wamid.3", TestHub.Customer, UserId, At + 2)));

        var one = Assert.Single(await AllAsync(hub));
        Assert.Equal(["wamid.1", "wamid.2", "wamid.3"], await MessagesAsync(hub, one));
        var merge = Assert.Single(one.Merges);
        Assert.Equal(("one_event_named_both", "wamid.3"), (merge.Cause, merge.Wamid));
    });

    [Fact]
    public void A_customer_with_a_new_number_is_not_two() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(Named("wamid.1", TestHub.Customer, UserId, At)));
        await hub.TellAsync(Webhook.Of(Named("wamid.2", "12195555358", OtherId, At + 60)));
        Assert.Equal(2, (await AllAsync(hub)).Count);

        await hub.TellAsync(Webhook.Of(NumberChanged("wamid.S", TestHub.Customer, "12195555358", At + 50)));
        await hub.TellAsync(UserIdUpdate(UserId, OtherId, At + 50));
        await hub.TellAsync(Webhook.Of(NumberChanged("wamid.S", TestHub.Customer, "12195555358", At + 50)));

        var one = Assert.Single(await AllAsync(hub));
        Assert.Equal(("12195555358", OtherId), (one.Contact.WaId, one.Contact.UserId));
        Assert.Equal(["wamid.1", "wamid.2"], await MessagesAsync(hub, one));
        Assert.Equal(
            [(TestHub.Customer, true), ("12195555358", false)],
            one.Contact.Keys.Where(key => key.Kind == "wa_id").Select(key => (key.Value, key.Former))
                .OrderByDescending(key => key.Former));
        Assert.Equal(2, one.Identity.Count(happened => happened.Kind == "keys_changed"));
        var told = one.Identity.First(it => it is { Kind: "keys_changed", Wamid: "wamid.S" });
        Assert.Equal(At + 50, told.ChangedAt!.Value.ToUnixTimeSeconds());
        await Story.AssertBalancedAsync(hub);
        Assert.Equal(ReplayVerdict.Same, (await ReplayedLife.ReplayAsync(hub)).Verdict);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whoever_gets_a_number_that_was_given_up_does_not_read_on_in_its_former_chat(bool isToldLate) =>
        Stage.Play(async hub =>
    {
        var change = Webhook.Of(NumberChanged("wamid.S", TestHub.Customer, "12195555358", At + 50));
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, At, "My secret is 7")));
        if (!isToldLate)
            await hub.TellAsync(change);
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.2", TestHub.Customer, At + 900, "Who had this number?")));
        if (isToldLate)
            await hub.TellAsync(change);

        var all = await AllAsync(hub);
        Assert.Equal(2, all.Count);
        Assert.Equal(["wamid.1"], await MessagesAsync(hub, all.Single(one => one.Contact.WaId == "12195555358")));
        Assert.Equal(["wamid.2"], await MessagesAsync(hub, all.Single(one => one.Contact.WaId == TestHub.Customer)));
        Assert.Equal(ReplayVerdict.Same, (await ReplayedLife.ReplayAsync(hub)).Verdict);
    });

    [Fact]
    public void A_parent_id_names_one_person_by_whatever_else_they_come() => Stage.Play(async hub =>
    {
        var first = From("wamid.1", UserId, At, "Hello");
        first["from_parent_user_id"] = Parent;
        var second = Webhook.Text("wamid.2", TestHub.Customer, At + 1, "Hello again");
        second["from_parent_user_id"] = Parent;

        await hub.TellAsync(Webhook.Of(first, second));

        var one = Assert.Single(await AllAsync(hub));
        Assert.Equal((UserId, Parent), (one.Contact.UserId, one.Contact.ParentUserId));
    });

    [Fact]
    public void A_wrong_merge_is_taken_back_and_comes_no_more_by_itself() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(From("wamid.1", UserId, At, "Hello")));
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.2", TestHub.Customer, At + 1, "Hi")));
        await hub.TellAsync(Webhook.Of(Named("wamid.3", TestHub.Customer, UserId, At + 2)));
        var joined = Assert.Single(await AllAsync(hub));

        await SplitAsync(hub, joined.Id, joined.Merges[0].Id);
        await hub.TellAsync(Webhook.Of(Named("wamid.4", TestHub.Customer, UserId, At + 3)));

        var all = await AllAsync(hub);
        Assert.Equal(2, all.Count);
        Assert.All(all, one => Assert.Empty(one.Merges));
        Assert.Equal(
            ["wamid.1", "wamid.3", "wamid.4"],
            await MessagesAsync(hub, all.Single(one => one.Contact.UserId == UserId)));
        Assert.Equal(["wamid.2"], await MessagesAsync(hub, all.Single(one => one.Contact.UserId is null)));

        await hub.Door.CommandAsync(
            TestHub.PhoneNumberId, new Input.ConversationsMerged(all[0].Id, all[1].Id, "anna"), Ct);
        await hub.RestAsync();

        var again = Assert.Single(await AllAsync(hub));
        Assert.Equal("person", Assert.Single(again.Merges).Cause);
        Assert.Equal(4, (await MessagesAsync(hub, again)).Count);
        Assert.Equal(ReplayVerdict.Same, (await ReplayedLife.ReplayAsync(hub)).Verdict);
    });

    [Fact]
    public void A_long_conversation_is_split_to_its_end() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(Named("wamid.both", TestHub.Customer, UserId, At)));
        for (var batch = 0; batch < 10; batch++)
        {
            await hub.TellAsync(Webhook.Of(
            [
                .. Enumerable.Range(batch * 40, 40).SelectMany(i => new[]
                {
                    Webhook.Text($"wamid.n{i}", TestHub.Customer, At + i, "from the number"),
                    From($"wamid.u{i}", UserId, At + i, "from the user"),
                }),
            ]));
        }

        await SplitAsync(hub, Assert.Single(await AllAsync(hub)).Id, $"wa:{TestHub.Customer}");
        await hub.PassAsync(TimeSpan.FromSeconds(5));

        var all = await AllAsync(hub);
        var number = await MessagesAsync(hub, all.Single(one => one.Contact.WaId is not null));
        var user = await MessagesAsync(hub, all.Single(one => one.Contact.UserId is not null));
        Assert.Equal((400, 401), (number.Count, user.Count));
        Assert.All(number, wamid => Assert.StartsWith("wamid.n", wamid, StringComparison.Ordinal));
        Assert.Equal(ReplayVerdict.Same, (await ReplayedLife.ReplayAsync(hub)).Verdict);
    });

    [Theory]
    [InlineData("wa:16505551234")]
    [InlineData("user:US.13491208655302741918")]
    [InlineData("parent:US.ENT.11815799212886844830")]
    [InlineData("username:pablo")]
    public void A_customer_is_found_by_any_of_their_names(string key) => Stage.Play(async hub =>
    {
        var message = Named("wamid.1", TestHub.Customer, UserId, At);
        message["from_parent_user_id"] = Parent;
        await hub.TellAsync(Of([message], new JsonObject
        {
            ["profile"] = new JsonObject { ["name"] = "Pablo", ["username"] = "@Pablo" },
            ["wa_id"] = TestHub.Customer,
            ["user_id"] = UserId,
        }));

        var number = await ReplayedLife.NumberAsync(hub);
        var found = await hub.Reader.Timeline.FindByKeyAsync(number, key, Ct);

        Assert.Equal(Assert.Single(await AllAsync(hub)).Id, Assert.Single(found.Data).Id);
        Assert.Empty((await hub.Reader.Timeline.FindByKeyAsync(number, "username:paula", Ct)).Data);
    });

    private static async Task SplitAsync(TestHub hub, string conversation, string part)
    {
        var split = new Input.ConversationSplit(conversation, part, "anna");
        var decision = await hub.Door.CommandAsync(TestHub.PhoneNumberId, split, Ct);
        Assert.Equal((Outcome.Applied, null), (decision.Outcome, decision.Reason));
        await hub.RestAsync();
    }

    private static async Task<IReadOnlyList<ConversationView>> AllAsync(TestHub hub) =>
        (await hub.Reader.Timeline.ConversationsAsync(TestHub.PhoneNumberId, new PageAsk(Limit: 50), Ct)).Data;

    private static async Task<IReadOnlyList<string>> MessagesAsync(TestHub hub, ConversationView conversation) =>
        [
            .. (await hub.Reader.Timeline.MessagesAsync(conversation.Id, new PageAsk(Limit: 500), Ct))!.Data
                .Select(message => message.Wamid!),
        ];

    private static JsonObject From(string wamid, string userId, long at, string body)
    {
        var message = Webhook.Text(wamid, "", at, body);
        message.Remove("from");
        message["from_user_id"] = userId;
        return message;
    }

    private static JsonObject Named(string wamid, string waId, string userId, long at)
    {
        var message = Webhook.Text(wamid, waId, at, "It's me");
        message["from_user_id"] = userId;
        return message;
    }

    private static JsonObject NumberChanged(string wamid, string from, string to, long at) => new()
    {
        ["from"] = from,
        ["id"] = wamid,
        ["timestamp"] = $"{at}",
        ["type"] = "system",
        ["system"] = new JsonObject
        {
            ["body"] = $"User Sheena Nelson changed from {from} to {to}",
            ["wa_id"] = to,
            ["type"] = "user_changed_number",
        },
    };

    private static string UserIdUpdate(string previous, string current, long at) => Webhook.Of(
        "user_id_update", "user_id_update", new JsonObject
        {
            ["detail"] = "User changed their phone number",
            ["user_id"] = new JsonObject { ["previous"] = previous, ["current"] = current },
            ["timestamp"] = $"{at}",
        });

    private static string Of(JsonObject[] messages, JsonObject contact)
    {
        var webhook = JsonNode.Parse(Webhook.Of(messages))!;
        webhook["entry"]![0]!["changes"]![0]!["value"]!["contacts"] = new JsonArray(contact);
        return webhook.ToJsonString();
    }
}
