using System.Text.Json.Nodes;
using Tandem.CloudApi.Webhooks;
using Tandem.Platform.Link;
using static Tandem.Platform.Tests.Stage;

namespace Tandem.Platform.Tests.Link;

public sealed class HistoryTests
{
    [Fact]
    public void What_was_said_before_the_link_comes_as_history_under_the_same_wamids()
    {
        var stage = new LinkStage();
        var asked = stage.CustomerSays("Are you open?");
        stage.RunMinutes(1);
        var answered = stage.OwnerSays("Until six.");
        stage.RunMinutes(1);
        var gone = stage.OwnerSays("Oops");
        stage.Done(id => new PlatformInput.OwnerSays(
            id, NumberId, Anna, Utf8($$$"""{"type":"revoke","revoke":{"original_message_id":"{{{gone}}}"}}""")));
        stage.RunMinutes(1);
        Assert.Empty(stage.Stage.Posts);
        Sync(stage);

        var told = Told(stage);
        Assert.Equal([asked, answered], told.Select(item => item.Message!.Id));
        Assert.Equal([false, true], told.Select(item => item.IsFromBusiness));
        Assert.Equal(["Are you open?", "Until six."], told.Select(item => item.Message!.Text!.Body));
        Assert.All(told, item => Assert.Equal((Anna, Anna), (item.ThreadId, item.ThreadContext!.WaId)));
        Assert.NotNull(told[0].ThreadContext!.UserId);
        Assert.Equal(("0", "1", "100"), Chunk(told[0]));
        Assert.Equal("READ", told[1].Message!.HistoryContext!.Status);
        Assert.Equal(131047, stage.Stage.SendText("history opens no window").Code);
        stage.AssertAllTyped();
    }

    [Fact]
    public void Phases_go_by_age_and_progress_ends_at_100()
    {
        var stage = new LinkStage(change: options => options with { HistoryMessagesPerChunk = 100 });
        stage.Seed(20, 60, 250);
        var onboardedAt = stage.Onboard().CodeUntil!.Value.AddSeconds(-30);
        stage.Ask("history");
        stage.RunMinutes(10);

        var told = Told(stage);
        var young = stage.Stage.Ledger.Where(line => line.Kind == LedgerKinds.HistoryMessage
            && onboardedAt - line.Evidence.SentAt <= TimeSpan.FromDays(180)).Select(line => line.Wamid).ToHashSet();
        Assert.InRange(young.Count, 700, 1000);
        Assert.Equal(young.Order(), told.Select(item => item.Message!.Id).Order());
        foreach (var item in told)
        {
            var days = (onboardedAt - item.Message!.Timestamp.Time!.Value).TotalDays;
            Assert.Equal(days <= 1 ? 0 : days <= 90 ? 1 : 2, item.Chunk!.Phase.Integer);
        }

        var chunks = Chunks(stage);
        Assert.Equal(chunks.OrderBy(chunk => chunk.Phase).ThenBy(chunk => chunk.Order), chunks);
        Assert.All(chunks.GroupBy(chunk => chunk.Phase), phase =>
            Assert.Equal(Enumerable.Range(1, phase.Count()), phase.Select(chunk => chunk.Order)));
        Assert.Equal(chunks.Select(chunk => chunk.Progress).Distinct().Order(), chunks.Select(chunk => chunk.Progress));
        Assert.Equal([100], chunks.Where(chunk => chunk.Progress == 100).Select(chunk => chunk.Progress));
        Assert.Equal(100, chunks[^1].Progress);
        stage.AssertAllTyped();
    }

    [Fact]
    public void Phases_without_messages_have_no_chunk_and_an_empty_past_no_webhook()
    {
        var stage = new LinkStage();
        Sync(stage);
        Assert.DoesNotContain(stage.Items, item => item.Field == "history");
        Assert.Equal(0, stage.Link.HistoryLeft);

        var old = new LinkStage();
        old.CustomerSays("long ago");
        old.RunDays(100);
        Sync(old);
        Assert.Equal((2, 1, 100), Assert.Single(Chunks(old)));

        var ancient = new LinkStage();
        ancient.CustomerSays("too long ago");
        ancient.RunDays(181);
        Sync(ancient);
        Assert.Empty(Chunks(ancient));
    }

    [Fact]
    public void Chunks_can_overtake_each_other()
    {
        var stage = new LinkStage(change: options => options with
        {
            HistoryMessagesPerChunk = 20,
            HistoryChunkLateChance = 0.5,
        });
        stage.Seed(10, 40, 170);
        Sync(stage);

        var chunks = Chunks(stage);
        Assert.NotEqual(chunks.OrderBy(chunk => chunk.Phase).ThenBy(chunk => chunk.Order), chunks);
        Assert.Contains(chunks, chunk => chunk.Progress == 100);
        Assert.Equal(400, Told(stage).Select(item => item.Message!.Id).Distinct().Count());
    }

    [Fact]
    public void Media_comes_as_placeholder_and_that_of_two_weeks_follows_under_the_same_wamid()
    {
        var stage = new LinkStage();
        stage.Seed(10, 40, 60, media: true);
        var onboardedAt = stage.Onboard().CodeUntil!.Value.AddSeconds(-30);
        stage.Ask("history");
        stage.RunMinutes(20);

        var media = stage.Stage.Ledger.Where(line =>
            line.Kind == LedgerKinds.HistoryMessage && line.Evidence.Type != "text").ToList();
        var placeholders = Told(stage).FindAll(item => item.Message!.Type == "media_placeholder");
        Assert.Equal(media.Select(line => line.Wamid).Order(), placeholders.Select(item => item.Message!.Id).Order());
        Assert.All(placeholders, item => Assert.False(item.Raw.TryGetProperty("image", out _)));
        var young = media.FindAll(line => onboardedAt - line.Evidence.SentAt <= TimeSpan.FromDays(14));
        Assert.InRange(young.Count, 5, media.Count - 5);
        var filled = stage.Items.FindAll(item => item.Kind is ItemKind.HistoryMedia or ItemKind.HistoryEcho);
        Assert.Equal(
            young.Select(line => (line.Wamid, line.Evidence.Type)).Order(),
            filled.Select(item => (item.Message!.Id, item.Message.Type)).Order());
        Assert.Contains(filled, item => item.Kind == ItemKind.HistoryMedia && item.Message!.From is not null);
        Assert.Contains(filled, item => item.Kind == ItemKind.HistoryEcho && item.Message!.To is not null);
        Assert.All(filled, item => Assert.NotNull(item.ContactProfile));
        stage.AssertAllTyped();
    }

    [Fact]
    public void The_media_of_a_placeholder_can_be_fetched_for_a_week()
    {
        var stage = new LinkStage();
        stage.Seed(1, 60, 10, media: true);
        Sync(stage, minutes: 10);

        var image = stage.Items.First(item =>
            item.Kind is ItemKind.HistoryMedia or ItemKind.HistoryEcho && item.Message!.Type == "image").Raw
            .GetProperty("image");
        Assert.False(image.TryGetProperty("url", out _));
        var id = image.GetProperty("id").GetString();
        var described = stage.Stage.Graph("GET", "/" + id).Json;
        Assert.Equal(image.GetProperty("sha256").GetString(), (string?)described["sha256"]);
        var file = stage.Stage.Graph(
            "GET", new Uri((string)described["url"]!).PathAndQuery, headers: [new("User-Agent", "tests")]);
        Assert.Equal((200, "image/png"), (file.Status, file.Header("Content-Type")));
        stage.RunDays(7);
        Assert.Equal(400, stage.Stage.Graph("GET", "/" + id).Status);
    }

    [Fact]
    public void A_voice_message_that_was_heard_is_played_and_other_states_are_upper_case()
    {
        var stage = new LinkStage();
        stage.Seed(10, 100, 100, media: true);
        Sync(stage);

        var states = Told(stage).GroupBy(item => item.Message!.HistoryContext!.Status).ToDictionary(
            group => group.Key!, group => group.ToList());
        Assert.Equal(["DELIVERED", "ERROR", "PLAYED", "READ", "SENT"], states.Keys.Order());
        Assert.All(states["PLAYED"], item => Assert.Equal("media_placeholder", item.Message!.Type));
    }

    [Theory]
    [InlineData(HistoryRecipient.Always)]
    [InlineData(HistoryRecipient.Never)]
    [InlineData(HistoryRecipient.Mixed)]
    public void What_the_business_sent_names_its_recipient_always_never_or_now_and_then(HistoryRecipient recipients)
    {
        var stage = new LinkStage(change: options => options with { HistoryRecipients = recipients });
        stage.Seed(2, 50, 20);
        Sync(stage);

        var told = Told(stage);
        var sent = told.FindAll(item => item.IsFromBusiness);
        Assert.All(sent, item => Assert.Equal("15550783881", item.Message!.From));
        Assert.All(told.Except(sent), item => Assert.Null(item.Message!.To));
        var named = sent.Count(item => item.Message!.To is not null);
        Assert.Equal(recipients == HistoryRecipient.Always, named == sent.Count);
        Assert.Equal(recipients == HistoryRecipient.Never, named == 0);
    }

    [Fact]
    public void A_customer_without_a_visible_number_is_named_by_user_id_alone()
    {
        var stage = new LinkStage();
        stage.Done(id => new PlatformInput.DefineCustomer(
            id, "cleo", new(Username: "cleo.f", ShowsNumber: false)));
        stage.CustomerSays("Hi", "cleo");
        stage.RunMinutes(1);
        stage.OwnerSays("Hello", "cleo");
        stage.RunMinutes(1);
        Sync(stage);

        var told = Told(stage);
        Assert.Equal(2, told.Count);
        Assert.All(told, item => Assert.Null(item.ThreadId));
        Assert.Equal("cleo.f", told[0].ThreadContext!.Username);
        Assert.Equal((null, told[0].ThreadContext!.UserId), (told[0].Message!.From, told[0].Message!.FromUserId));
        Assert.True(told[1].IsFromBusiness);
    }

    [Fact]
    public void The_ledger_says_for_each_message_whether_its_chunk_was_delivered()
    {
        var stage = new LinkStage(change: options => options with { HistoryMessagesPerChunk = 25 });
        stage.Seed(5, 20, 100);
        var failing = true;
        stage.Stage.Endpoint = post => failing && Body(post).Contains("\"chunk_order\":2") ? 500 : 200;
        Sync(stage, minutes: 1);
        var seeded = stage.Stage.Ledger.Where(line => line.Kind == LedgerKinds.HistoryMessage)
            .Select(line => line.Wamid).Order().ToList();
        Assert.InRange(Delivered(stage).Count, 1, 99);

        failing = false;
        stage.RunMinutes(60);
        Assert.Equal(seeded, Delivered(stage).Order());
        Assert.All(
            stage.Stage.Ledger.Where(line => line.Evidence.Field == "history"),
            line => Assert.Equal((NumberId, "text"), (line.PhoneNumberId, line.Evidence.Type)));
    }

    [Fact]
    public void A_past_is_on_the_phone_where_its_time_belongs()
    {
        var stage = new LinkStage();
        stage.CustomerSays("just now");
        stage.RunMinutes(1);
        stage.Seed(3, 10, 30);

        Assert.Equal(4, stage.Mind.ChatsOf(NumberId)!.Count);
        Assert.Equal(Anna, stage.Mind.ChatsOf(NumberId)![0].Customer);
        foreach (var chat in stage.Mind.ChatsOf(NumberId)!.Skip(1))
        {
            var lines = stage.Mind.Chat(Screen.Phone, NumberId, chat.Customer)!;
            Assert.Equal(10, lines.Count);
            Assert.Equal(lines.Select(line => line.Timestamp).Order(), lines.Select(line => line.Timestamp));
            Assert.InRange(lines[0].Timestamp, Start.AddDays(-30), Start.AddMinutes(1));
            Assert.Equal("in", lines[0].Direction);
        }
    }

    [Fact]
    public void A_linked_number_gets_a_past_of_the_time_before_its_onboarding()
    {
        var stage = new LinkStage(LinkState.Connected);
        stage.CustomerSays("live");
        stage.RunDays(0.9);
        stage.Seed(2, 10, 1);
        stage.Ask("history");
        stage.RunMinutes(2);

        Assert.Equal(20, Told(stage).Count);
        Assert.Single(stage.Items, item => item.Kind == ItemKind.Message);
        Assert.All(Told(stage), item => Assert.True(item.Message!.Timestamp.Time < Start));
    }

    [Fact]
    public void After_a_new_onboarding_the_life_before_is_history_too()
    {
        var stage = LifeTests.Connected();
        var live = stage.CustomerSays("first life");
        stage.RunMinutes(1);
        stage.End("disconnect");
        var between = stage.OwnerSays("between two lives");
        stage.RunMinutes(1);
        Sync(stage);

        Assert.Equal([live, between], Told(stage).Select(item => item.Message!.Id));
        Assert.Contains(stage.Items, item => item.Kind == ItemKind.Message && item.Message!.Id == live);
    }

    [Theory]
    [InlineData(0, 1, 1, "customers")]
    [InlineData(1, 0, 1, "messages_each")]
    [InlineData(1000, 1000, 1, "messages_each")]
    [InlineData(1, 1, 0, "days")]
    public void A_past_has_bounds(int customers, int each, int days, string field)
    {
        var settled = new LinkStage().Act(
            id => new PlatformInput.SeedHistory(id, NumberId, customers, each, days));
        Assert.Equal(field, settled.Refusal!.Field);
    }

    private static void Sync(LinkStage stage, double minutes = 5)
    {
        stage.Onboard();
        Assert.Equal(200, stage.Ask("history").Status);
        stage.RunMinutes(minutes);
    }

    private static List<WebhookItem> Told(LinkStage stage) =>
        stage.Items.FindAll(item => item.Kind == ItemKind.HistoryMessage);

    private static (string? Phase, string? Order, string? Progress) Chunk(WebhookItem item) =>
        (item.Chunk!.Phase.Text, item.Chunk.ChunkOrder.Text, item.Chunk.Progress.Text);

    /// <summary>Metadata of all chunks, as they came.</summary>
    private static List<(int Phase, int Order, int Progress)> Chunks(LinkStage stage) =>
    [
        .. stage.Stage.Items("history", "history").Select(item => item["metadata"]!).Select(metadata =>
            ((int)metadata["phase"]!, (int)metadata["chunk_order"]!, (int)metadata["progress"]!)),
    ];

    private static List<string?> Delivered(LinkStage stage) =>
    [
        .. stage.Stage.Ledger
            .Where(line => line is { Kind: LedgerKinds.WebhookDelivered, Evidence.Field: "history" })
            .Select(line => line.Wamid),
    ];

    private static string Body(PlatformOutput.WebhookPosted post) => JsonNode.Parse(post.Body.Span)!.ToJsonString();

    private static ReadOnlyMemory<byte> Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
