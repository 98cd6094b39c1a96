using System.Text;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Graph;

namespace Tandem.CloudApi.Tests.Graph;

public sealed class GraphTests
{
    private static readonly GraphCalls Calls = new("v25.0");

    [Theory]
    [InlineData("/v25.0/123/messages", "v25.0", "123", "messages")]
    [InlineData("/v25.0/123/messages/", "v25.0", "123", "messages")]
    [InlineData("/123/messages", null, "123", "messages")]
    [InlineData("/123", null, "123", null)]
    [InlineData("/v13.0/app/uploads", "v13.0", "app", "uploads")]
    [InlineData("/v25.0/debug_token", "v25.0", "debug_token", null)]
    [InlineData("/upload:MTphdHRhY2g=", null, "upload:MTphdHRhY2g=", null)]
    [InlineData("/v25.0/upload:MTphdHRhY2g%3D", "v25.0", "upload:MTphdHRhY2g=", null)]
    public void A_path_of_Graph_is_taken_apart(string path, string? version, string node, string? edge) =>
        Assert.Equal(new GraphPath(version, node, edge), GraphPath.Parse(path));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/v25.0")]
    [InlineData("/v25.0/")]
    [InlineData("/v1/numbers")]
    [InlineData("/docs")]
    [InlineData("/webhooks/whatsapp")]
    [InlineData("/_emulator/ledger")]
    [InlineData("/v25.0//messages")]
    [InlineData("/v25.0/123/../456")]
    [InlineData("/v25.0/..")]
    [InlineData("/123%2Fmessages")]
    [InlineData("/123/messages/more")]
    [InlineData("/v25.0\n/123")]
    [InlineData("123/messages")]
    public void Any_other_path_is_not_of_Graph(string path) => Assert.Null(GraphPath.Parse(path));

    [Fact]
    public void Sending_posts_the_bytes_that_were_given()
    {
        var body = "{\"a\":1}"u8.ToArray();

        var call = Calls.SendMessage("PN", body);

        Assert.Equal(("POST", "/v25.0/PN/messages", "application/json"), (call.Method, call.Path, call.ContentType));
        Assert.Equal(body, call.Body.ToArray());
        Assert.Empty(call.Headers);
    }

    [Fact]
    public void A_read_mark_may_show_that_somebody_types()
    {
        Assert.Equal(
            """{"messaging_product":"whatsapp","status":"read","message_id":"wamid.A"}""",
            Encoding.UTF8.GetString(Calls.MarkRead("PN", "wamid.A").Body.Span));
        Assert.Equal(
            """
            {"messaging_product":"whatsapp","status":"read","message_id":"wamid.A","typing_indicator":{"type":"text"}}
            """,
            Encoding.UTF8.GetString(Calls.MarkRead("PN", "wamid.A", isTyping: true).Body.Span));
    }

    [Fact]
    public void Media_is_asked_for_by_id_and_number()
    {
        var call = Calls.GetMediaUrl("777", "PN");

        Assert.Equal(("GET", "/v25.0/777"), (call.Method, call.Path));
        Assert.Equal([new("phone_number_id", "PN")], call.Query);
        Assert.Equal("DELETE", Calls.DeleteMedia("777").Method);
    }

    [Fact]
    public void Subscribing_without_arguments_has_no_body()
    {
        Assert.True(Calls.SubscribeApp("WABA").Body.IsEmpty);
        Assert.Equal(
            """{"override_callback_uri":"https://x/y","verify_token":"t"}""",
            Encoding.UTF8.GetString(Calls.SubscribeApp("WABA", "https://x/y", "t").Body.Span));
        Assert.Equal(
            """{"messaging_product":"whatsapp","sync_type":"history"}""",
            Encoding.UTF8.GetString(Calls.SmbAppData("PN", "history").Body.Span));
    }

    [Fact]
    public void An_accepted_message_has_its_wamid()
    {
        var answer = SendAnswer.Read(Answer(200, """
            {"messaging_product":"whatsapp","contacts":[{"input":"+16505551234","wa_id":"16505551234"}],
            "messages":[{"id":"wamid.A","message_status":"accepted"}]}
            """));

        Assert.Equal(new SendAnswer.Accepted("wamid.A", "16505551234", null, "+16505551234", "accepted"), answer);
    }

    [Fact]
    public void A_message_to_a_user_id_is_accepted_without_a_number()
    {
        var answer = SendAnswer.Read(Answer(200, """
            {"contacts":[{"input":"US.1","user_id":"US.1"}],"messages":[{"id":"wamid.A"}]}
            """));

        Assert.Equal(new SendAnswer.Accepted("wamid.A", null, "US.1", "US.1", null), answer);
    }

    [Fact]
    public void A_read_mark_is_done() =>
        Assert.IsType<SendAnswer.Done>(SendAnswer.Read(Answer(200, """{"success":true}""")));

    [Theory]
    [InlineData(400)]
    [InlineData(200)]
    public void An_error_is_a_refusal_whatever_the_status(int status)
    {
        var answer = SendAnswer.Read(new GraphAnswer(status, [], GraphErrors.Write(GraphErrors.Of(131047, "late"))));

        var refused = Assert.IsType<SendAnswer.Refused>(answer);
        Assert.Equal((status, 131047, "late"), (refused.Status, refused.Error.Code, refused.Error.Details));
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"success":false}""")]
    [InlineData(200, """{"messages":[{}]}""")]
    [InlineData(200, """{"messages":[]}""")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(500, """{"messages":[{"id":"wamid.A"}]}""")]
    public void Any_other_answer_leaves_the_outcome_unknown(int status, string body) =>
        Assert.Equal(new SendAnswer.Unreadable(status), SendAnswer.Read(Answer(status, body)));

    [Theory]
    [InlineData("""{"1":[{"type":"whatsapp","call_count":100,"estimated_time_to_regain_access":7}]}""", 7)]
    [InlineData("""{"1":[{"estimated_time_to_regain_access":7},{"estimated_time_to_regain_access":"9"}]}""", 9)]
    [InlineData("""{"1":[{"estimated_time_to_regain_access":0}]}""", null)]
    [InlineData("""{"1":{}}""", null)]
    [InlineData("nonsense", null)]
    public void Usage_says_in_minutes_when_access_returns(string header, int? minutes) =>
        Assert.Equal(
            minutes is { } count ? TimeSpan.FromMinutes(count) : null,
            GraphUsage.RegainAccessAfter(
                new GraphAnswer(400, [new("x-business-use-case-usage", header)], default)));

    private static GraphAnswer Answer(int status, string body) => new(status, [], Encoding.UTF8.GetBytes(body));
}
