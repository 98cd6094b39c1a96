using System.Text;
using Tandem.CloudApi.Webhooks;

namespace Tandem.CloudApi.Tests.Webhooks;

/// <summary>Shapes of the envelope that Meta does not show, or shows wrongly.</summary>
public sealed class EnvelopeShapeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"entry\":[]} x")]
    [InlineData("{\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{}]")]
    [InlineData("{'entry':[]}")]
    public void Bytes_that_are_no_json_object_are_unreadable(string body)
    {
        var scan = WebhookScan.Read(Encoding.UTF8.GetBytes(body));

        Assert.False(scan.IsReadable);
        Assert.Empty(scan.Parts);
        Assert.Empty(WebhookReader.Read(Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_unreadable() =>
        Assert.False(WebhookScan.Read([.. "{\"object\":\""u8, 0xC3, 0x28, .. "\",\"entry\":[]}"u8]).IsReadable);

    [Theory]
    [InlineData(63, true)]
    [InlineData(65, false)]
    public void Nesting_beyond_64_levels_is_unreadable(int depth, bool isReadable) =>
        Assert.Equal(isReadable, WebhookScan.Read(Encoding.UTF8.GetBytes(
            "{\"a\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}")).IsReadable);

    [Theory]
    [InlineData("""{"object":"whatsapp_business_account"}""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[]}""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[]}]}""")]
    public void An_envelope_without_changes_has_no_parts(string body)
    {
        var scan = WebhookScan.Read(Encoding.UTF8.GetBytes(body));

        Assert.True(scan.IsReadable);
        Assert.Empty(scan.Parts);
    }

    [Theory]
    [InlineData("""{"entry":[7]}""")]
    [InlineData("""{"entry":[{"id":"1","messaging":[{"a":1}]}]}""")]
    [InlineData("""{"entry":[{"id":"1","changes":[null]}]}""")]
    [InlineData("""{"entry":[{"id":"1","changes":[{"field":"messages"}]}]}""")]
    [InlineData("""{"entry":[{"id":"1","changes":[{"field":"messages","value":null}]}]}""")]
    [InlineData("""{"entry":[{"id":"1","changes":[{"field":"messages","value":{}}]}]}""")]
    [InlineData("""{"entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":[]}}]}]}""")]
    [InlineData("""{"entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":"none"}}]}]}""")]
    [InlineData("""{"entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":[5]}}]}]}""")]
    [InlineData("""{"entry":[{"id":"1","changes":[{"field":"history","value":{"history":[5]}}]}]}""")]
    [InlineData("""{"entry":[{"id":"1","changes":[{"field":"history","value":{"history":[{"threads":{}}]}}]}]}""")]
    [InlineData("""{"entry":[{"id":"1","changes":[{"field":"history","value":{"history":[{"threads":[1]}]}}]}]}""")]
    [InlineData("""{"something":"else"}""")]
    public void What_nobody_described_is_one_item_and_keeps_its_json(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.Equal(1, Assert.Single(WebhookScan.Read(bytes).Parts).Items);
        Assert.Equal(ItemKind.Unknown, Webhook.Single(bytes).Kind);
    }

    [Theory]
    [InlineData("""{"changes":{"field":"messages","value":{"messages":[{"id":"wamid.A"}]}}}""")]
    [InlineData("""{"changes":[{"value":{"messages":[{"id":"wamid.A"}]}}]}""")]
    [InlineData("""{"changes":[{"field":7,"value":{"messages":[{"id":"wamid.A"}]}}]}""")]
    [InlineData("""{"changes":[{"value":{"messages":[{"id":"wamid.A"}]},"field":"mess\u0061ges"}]}""")]
    public void A_message_is_found_in_a_crooked_envelope(string entry)
    {
        var item = Webhook.Single(Encoding.UTF8.GetBytes($$"""{"entry":{{entry}}}"""));

        Assert.Equal((ItemKind.Message, "messages", "wamid.A"), (item.Kind, item.Field, item.Message!.Id));
    }

    [Fact]
    public void A_message_without_its_wamid_is_unknown_because_it_cannot_be_told_from_its_repetition()
    {
        var item = Webhook.Single(Webhook.Of("messages", """ "messages":[{"from":"1","type":"text"}] """));

        Assert.Equal(ItemKind.Unknown, item.Kind);
        Assert.Equal("1", item.Raw.GetProperty("from").GetString());
    }

    [Fact]
    public void One_item_of_an_odd_shape_does_not_spoil_its_neighbours()
    {
        var items = WebhookReader.Read(Webhook.Of("messages", """
            "messages":[{"id":"wamid.A","type":"text","text":{"body":"x"}},{"id":"wamid.B","text":[1,2]},
            {"id":"wamid.C","type":"text","text":{"body":"y"}}]
            """));

        Assert.Equal([ItemKind.Message, ItemKind.Unknown, ItemKind.Message], items.Select(item => item.Kind));
        Assert.Equal("wamid.B", items[1].Raw.GetProperty("id").GetString());
    }

    [Fact]
    public void Half_an_emoji_does_not_make_a_message_unreadable()
    {
        var item = Webhook.Message("""
            "type":"text","text":{"body":"a\ud83d \\ud83d \ude00 \ud83d\ude00"}
            """);

        Assert.Equal("a\ufffd \\ud83d \ufffd \U0001F600", item.Message!.Text!.Body);
    }

    [Fact]
    public void Two_members_of_one_name_lose_no_item()
    {
        var items = WebhookReader.Read(Webhook.Of(
            "messages", """ "messages":[{"id":"wamid.A"}],"messages":[{"id":"wamid.B"}] """));

        Assert.Equal(["wamid.A", "wamid.B"], items.Select(item => item.Message!.Id));
    }

    [Fact]
    public void Each_item_gets_the_contact_it_is_about()
    {
        var items = WebhookReader.Read(Webhook.Of("messages", """
            "contacts":[{"wa_id":"111","profile":{"name":"A"}},{"user_id":"US.2","profile":{"name":"B"}}],
            "messages":[{"id":"wamid.A","from":"111"},{"id":"wamid.B","from_user_id":"US.2"},
            {"id":"wamid.C","from":"333"}],"statuses":[{"id":"wamid.D","recipient_id":"+111"}]
            """));

        Assert.Equal(["A", "B", null, "A"], items.Select(item => item.ContactProfile?.Profile?.Name));
    }

    [Fact]
    public void The_only_contact_is_taken_when_nothing_names_it() =>
        Assert.Equal("A", Webhook.Single(Webhook.Of("smb_message_echoes", """
            "contacts":[{"user_id":"US.1","profile":{"name":"A"}}],"message_echoes":[{"id":"wamid.A"}]
            """)).ContactProfile!.Profile!.Name);

    [Fact]
    public void History_tells_the_direction_by_the_sender()
    {
        var items = WebhookReader.Read(Webhook.Of("history", """
            "history":[{"metadata":{"progress":5},"threads":[{"id":"111","messages":[{"id":"wamid.A","from":"111"},
            {"id":"wamid.B","from":"+1 555-078-3881"},{"id":"wamid.C","from":"15550783881","to":"111"},
            {"id":"wamid.D","from_user_id":"US.1"}]}]}]
            """));

        Assert.Equal([false, true, true, false], items.Select(item => item.IsFromBusiness));
        Assert.All(items, item => Assert.Equal(5, item.Chunk!.Progress.Integer));
        Assert.All(items, item => Assert.Equal("111", item.ThreadId));
    }

    [Fact]
    public void What_is_given_out_survives_a_change_of_the_bytes()
    {
        var body = Webhook.Of("messages", """ "messages":[{"id":"wamid.A","type":"text","text":{"body":"x"}}] """);
        var item = Webhook.Single(body);

        Array.Fill(body, (byte)' ');

        Assert.Equal("wamid.A", item.Raw.GetProperty("id").GetString());
    }
}
