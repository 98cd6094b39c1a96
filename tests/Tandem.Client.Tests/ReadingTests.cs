using System.Text;
using Tandem.CloudApi.Security;

namespace Tandem.Client.Tests;

/// <summary>Lists are read page after page, the stream is taken up where it broke, and a forgery is nothing.</summary>
public sealed class ReadingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_read_to_its_end()
    {
        var hub = new FakeHub()
            .Answers(200, """
            {"data":[{"id":"1-1","contact":{"wa_id":"1"}}],"paging":{"cursors":{"after":"A+"},
            "next":"http://hub.test/x"}}
            """)
            .Answers(200, """{"data":[{"id":"1-2","spoken_for_by":"phone"}],"paging":{"cursors":{"after":"B"}}}""");

        var all = new List<Conversation>();
        await foreach (var one in hub.Client.Number("42").ConversationsAsync(Ct))
            all.Add(one);

        Assert.Equal(["1-1", "1-2"], all.Select(one => one.Id));
        Assert.Equal("phone", all[1].SpokenForBy);
        Assert.EndsWith("&after=A%2B", hub.Asked[1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stream_is_taken_up_again_behind_the_last_event()
    {
        var hub = new FakeHub()
            .Answers(200, """
                : connected

                id: 7
                event: message
                data: {"id":"7","kind":"message","phone_number_id":"42","conversation_id":"1-1","body":{"messages":[]}}


                """, "text/event-stream")
            .IsAway()
            .Answers(
                200, "id: 8\nevent: accepted\ndata: {\"id\":\"8\",\"kind\":\"accepted\"}\n\n", "text/event-stream");

        var told = new List<HubEvent>();
        await foreach (var one in hub.Client.Events.ListenAsync("6", ct: Ct))
        {
            told.Add(one);
            if (told.Count == 2)
                break;
        }

        Assert.Equal([("7", "message"), ("8", "accepted")], told.Select(one => (one.Id!, one.Kind!)));
        Assert.Equal("1-1", told[0].ConversationId);
        Assert.Equal(["6", "7", "7"], hub.Asked.Select(asked => asked.LastEventId!));
    }

    [Fact]
    public async Task A_stream_that_is_refused_is_not_asked_for_again()
    {
        var hub = new FakeHub().Answers(401, """{"type":"urn:tandem:problem:key_unknown","title":"x","detail":"y"}""");

        var refused = await Assert.ThrowsAsync<TandemException>(async () =>
        {
            await foreach (var _ in hub.Client.Events.ListenAsync(ct: Ct))
                break;
        });

        Assert.Equal("key_unknown", refused.Code);
        Assert.Single(hub.Asked);
    }

    [Fact]
    public void A_forwarded_body_is_read_if_its_signature_is_the_hubs()
    {
        var body = Encoding.UTF8.GetBytes("""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":
            {"messaging_product":"whatsapp","metadata":{"phone_number_id":"42"},"messages":[{"from":"16505551234",
            "id":"wamid.1","timestamp":"1749416383","type":"text","text":{"body":"Hello"}}]}}]}]}
            """);
        var signature = WebhookSignature.Sign(body, "a-secret-of-ours"u8);

        var item = Assert.Single(ForwardedWebhook.Read(body, signature, "a-secret-of-ours")!);

        Assert.Equal("Hello", item.Message!.Text!.Body);
        Assert.Null(ForwardedWebhook.Read(body, signature, "another"));
        Assert.Null(ForwardedWebhook.Read(body, null, "a-secret-of-ours"));
    }
}
