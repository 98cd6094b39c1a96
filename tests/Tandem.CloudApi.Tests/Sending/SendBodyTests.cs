using System.Text;
using System.Text.Json;
using CsCheck;
using Tandem.CloudApi.Sending;

namespace Tandem.CloudApi.Tests.Sending;

public sealed class SendBodyTests
{
    private const string Head = """ "messaging_product":"whatsapp","to":"+1 (650) 555-1234" """;

    [Fact]
    public void A_text_is_read()
    {
        var body = Accepted($$"""
            { {{Head}},"type":"text","text":{"body":"Hi"},"context":{"message_id":"wamid.Q"},
            "biz_opaque_callback_data":"order-17"}
            """);

        Assert.Equal("+1 (650) 555-1234", body.To);
        Assert.Equal("16505551234", PhoneDigits.Of(body.To));
        Assert.Equal(("individual", "text", "wamid.Q", "order-17"),
            (body.RecipientType, body.Type, body.ContextMessageId, body.BizOpaqueCallbackData));
        Assert.False(body.IsReadReceipt);
        Assert.Equal("Hi", body.ReadTyped()!.Text!.Body);
    }

    [Fact]
    public void A_body_without_a_type_is_a_text() =>
        Assert.Equal("text", Accepted($$"""{ {{Head}},"text":{"body":"Hi"} }""").Type);

    [Fact]
    public void A_user_id_is_a_recipient()
    {
        var body = Accepted("""
            {"messaging_product":"whatsapp","recipient":"US.13491208655302741918","type":"text","text":{"body":"Hi"}}
            """);

        Assert.Null(body.To);
        Assert.Equal("US.13491208655302741918", body.Recipient);
    }

    [Fact]
    public void A_read_receipt_with_a_typing_indicator_is_read()
    {
        var body = Accepted("""
            {"messaging_product":"whatsapp","status":"read","message_id":"wamid.A","typing_indicator":{"type":"text"}}
            """);

        Assert.True(body.IsReadReceipt && body.HasTyping);
        Assert.Equal("wamid.A", body.ReadMessageId);
    }

    [Theory]
    [InlineData("""{"to":"1","text":{"body":"x"}}""", 100, "messaging_product")]
    [InlineData("""{"messaging_product":"telegram","to":"1","text":{"body":"x"}}""", 100, "messaging_product")]
    [InlineData("""{"messaging_product":"whatsapp","text":{"body":"x"}}""", 131008, "'to'")]
    [InlineData("""{"messaging_product":"whatsapp","to":"abc","text":{"body":"x"}}""", 131009, "'to'")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","recipient_type":"all","text":{"body":"x"}}""", 131009,
        "recipient_type")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1"}""", 131008, "'text'")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","text":{}}""", 131008, "text.body")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","text":{"body":""}}""", 131008, "text.body")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","text":{"body":1}}""", 131009, "text.body")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","text":"x"}""", 131009, "'text'")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":5,"text":{"body":"x"}}""", 131009, "'type'")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"image"}""", 131008, "'image'")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"image","image":{}}""", 131008, "image.id")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"image","image":{"id":"1","link":"https://x"}}""",
        131009, "image.id")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"location","location":{"latitude":91}}""", 131009,
        "location.latitude")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"location","location":{"latitude":9}}""", 131008,
        "location.longitude")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"reaction","reaction":{"emoji":"x"}}""", 131008,
        "reaction.message_id")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"contacts","contacts":[]}""", 131008, "contacts")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"contacts","contacts":[{"name":{}}]}""", 131008,
        "contacts[0].name.formatted_name")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"template","template":{"name":"n"}}""", 131008,
        "template.language")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"template","template":{"language":{}}}""", 131008,
        "template.name")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"interactive","interactive":{"type":"button"}}""",
        131008, "interactive.action")]
    [InlineData("""{"messaging_product":"whatsapp","status":"read"}""", 131008, "message_id")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","context":{},"text":{"body":"x"}}""", 131008,
        "context.message_id")]
    [InlineData("[]", 100, "JSON object")]
    [InlineData("to=1", 100, "JSON object")]
    public void A_refusal_has_the_code_of_Meta_and_names_the_parameter(string json, int code, string named)
    {
        var (body, refusal) = SendBody.Read(Encoding.UTF8.GetBytes(json));

        Assert.Null(body);
        Assert.Equal(code, refusal!.Code);
        Assert.Contains(named, refusal.Details);
    }

    [Theory]
    [InlineData("""[{"id":"a","title":"A"}]""", true)]
    [InlineData("""[{"id":"a","title":"A"},{"id":"b","title":"B"},{"id":"c","title":"C"}]""", true)]
    [InlineData("""[{"id":"a","title":"A"},{"id":"b","title":"A"}]""", false)]
    [InlineData("""[{"id":"a","title":"A"},{"id":"a","title":"B"}]""", false)]
    [InlineData("""[{"id":"a","title":"This title is too long"}]""", false)]
    [InlineData("[]", false)]
    public void Reply_buttons_are_one_to_three_and_differ(string replies, bool isTaken)
    {
        var buttons = string.Join(',', JsonElement.Parse(replies).EnumerateArray()
            .Select(reply => $$"""{"type":"reply","reply":{{reply.GetRawText()}} }"""));
        var (_, refusal) = SendBody.Read(Encoding.UTF8.GetBytes($$"""
            { {{Head}},"type":"interactive","interactive":{"type":"button","body":{"text":"Choose"},
            "action":{"buttons":[{{buttons}}]} } }
            """));

        Assert.Equal(isTaken, refusal is null);
    }

    [Theory]
    [InlineData(1, 10, true)]
    [InlineData(2, 5, true)]
    [InlineData(1, 11, false)]
    [InlineData(2, 6, false)]
    [InlineData(1, 0, false)]
    [InlineData(11, 0, false)]
    public void A_list_has_at_most_ten_rows_in_all(int sections, int rows, bool isTaken)
    {
        var list = string.Join(',', Enumerable.Range(0, sections).Select(s =>
            $$"""{"title":"S{{s}}","rows":[{{string.Join(',', Enumerable.Range(0, rows).Select(r =>
                $$"""{"id":"{{s}}-{{r}}","title":"R"}"""))}}]}"""));
        var (_, refusal) = SendBody.Read(Encoding.UTF8.GetBytes($$"""
            { {{Head}},"type":"interactive","interactive":{"type":"list","body":{"text":"Choose"},
            "action":{"button":"Open","sections":[{{list}}]} } }
            """));

        Assert.Equal(isTaken, refusal is null);
    }

    [Theory]
    [InlineData("\"text\":{\"body\":\"{0}\"}", 4096)]
    [InlineData("\"text\":{\"body\":\"x\"},\"biz_opaque_callback_data\":\"{0}\"", 512)]
    [InlineData("\"type\":\"image\",\"image\":{\"id\":\"1\",\"caption\":\"{0}\"}", 1024)]
    public void Lengths_count_characters_and_not_bytes(string members, int limit)
    {
        Assert.Null(Read(limit).Refusal);
        Assert.Equal(100, Read(limit + 1).Refusal!.Code);

        (SendBody? Body, CloudApi.Errors.GraphError? Refusal) Read(int length) => SendBody.Read(Encoding.UTF8.GetBytes(
            "{" + Head + "," + members.Replace("{0}", string.Concat(Enumerable.Repeat("\U0001F600", length))) + "}"));
    }

    [Theory]
    [InlineData("\"type\":\"hologram\",\"hologram\":{\"depth\":3}")]
    [InlineData("\"type\":\"interactive\",\"interactive\":{\"type\":\"carousel\",\"action\":{\"cards\":[]}}")]
    [InlineData("\"type\":\"text\",\"text\":{\"body\":\"x\",\"sparkle\":true},\"ttl_seconds\":600")]
    [InlineData("\"recipient_type\":\"group\",\"type\":\"pin\",\"pin\":{\"type\":\"pin\"}")]
    public void What_we_do_not_know_is_carried_through_byte_by_byte(string members)
    {
        var json = Encoding.UTF8.GetBytes("{" + Head + " , \n " + members + " }");

        Assert.Equal(json, SendBody.Read(json).Body!.Json.ToArray());
    }

    [Fact]
    public void Our_mark_replaces_the_callers_and_every_other_byte_stays()
    {
        var body = Accepted($$"""
            { {{Head}}, "x" : [1.50, {"biz_opaque_callback_data":"inner"}], "biz_opaque_callback_data" : "theirs" ,
            "text":{"body":"caf\u00e9 \/ é"} }
            """);

        var marked = Encoding.UTF8.GetString(body.WithCallbackData("td1:a/b:\"7\""));

        Assert.Equal(
            Encoding.UTF8.GetString(body.Json.Span).Replace("\"theirs\"", "\"td1:a/b:\\\"7\\\"\""), marked);
    }

    [Fact]
    public void Our_mark_is_added_where_the_caller_has_none() =>
        Assert.EndsWith(
            """{"body":"Hi"} ,"biz_opaque_callback_data":"td1:1"}""",
            Encoding.UTF8.GetString(Accepted($$"""{ {{Head}},"text":{"body":"Hi"} }""").WithCallbackData("td1:1")));

    [Fact]
    public void Any_mark_can_be_read_again() =>
        Gen.Select(Gen.String, Gen.String).Sample((theirs, ours) =>
        {
            var data = JsonSerializer.Serialize(theirs[..Math.Min(theirs.Length, 200)]);
            var body = Accepted($$"""{ {{Head}},"biz_opaque_callback_data":{{data}},"text":{"body":"Hi"} }""");

            var again = JsonElement.Parse(body.WithCallbackData(ours));

            Assert.Equal(
                JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(ours)),
                again.GetProperty("biz_opaque_callback_data").GetString());
            Assert.Equal("Hi", again.GetProperty("text").GetProperty("body").GetString());
        }, iter: 1_000);

    [Fact]
    public void No_bytes_crash_the_reader() =>
        Gen.OneOf(
            Gen.Byte.Array[0, 100],
            Gen.Select(Gen.Int[0, 200], Gen.Byte).Select((at, value) =>
            {
                var bytes = Encoding.UTF8.GetBytes($$"""
                    { {{Head}},"type":"contacts","contacts":[{"name":{"formatted_name":"A \ud83d\ude00"} }]}
                    """);
                bytes[at % bytes.Length] = value;
                return bytes;
            })).Sample(bytes => Assert.True(SendBody.Read(bytes) is (null, not null) or (not null, null)), iter: 2_000);

    private static SendBody Accepted(string json)
    {
        var (body, refusal) = SendBody.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(refusal?.Details);
        return body!;
    }
}
