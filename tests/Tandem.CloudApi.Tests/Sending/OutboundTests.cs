using System.Text;
using System.Text.Json;
using Tandem.CloudApi.Sending;
using Tandem.CloudApi.Webhooks.Values;

namespace Tandem.CloudApi.Tests.Sending;

/// <summary>What we compose is what Meta's pages show, and passes our own checks.</summary>
public sealed class OutboundTests
{
    private const string To = "16505551234";

    public static TheoryData<string, string> Samples => new()
    {
        {
            Json(Outbound.Text(To, "Hi", previewUrl: false)),
            """{"type":"text","text":{"body":"Hi","preview_url":false}}"""
        },
        {
            Json(Outbound.Image(To, new OutboundMedia { Link = "https://x/a.jpg", Caption = "A" })),
            """{"type":"image","image":{"link":"https://x/a.jpg","caption":"A"}}"""
        },
        {
            Json(Outbound.Video(To, new OutboundMedia { Id = "1" })),
            """{"type":"video","video":{"id":"1"}}"""
        },
        {
            Json(Outbound.Audio(To, new OutboundMedia { Id = "1", Voice = true })),
            """{"type":"audio","audio":{"id":"1","voice":true}}"""
        },
        {
            Json(Outbound.Document(To, new OutboundMedia { Id = "1", Filename = "a.pdf" })),
            """{"type":"document","document":{"id":"1","filename":"a.pdf"}}"""
        },
        {
            Json(Outbound.Sticker(To, new OutboundMedia { Id = "1" })),
            """{"type":"sticker","sticker":{"id":"1"}}"""
        },
        {
            Json(Outbound.Location(To, 37.5, -122.25, "Harbour")),
            """{"type":"location","location":{"latitude":37.5,"longitude":-122.25,"name":"Harbour"}}"""
        },
        {
            Json(Outbound.Contacts(To, new ContactCard { Name = new ContactName { FormattedName = "Ana" } })),
            """{"type":"contacts","contacts":[{"name":{"formatted_name":"Ana"}}]}"""
        },
        {
            Json(Outbound.Reaction(To, "wamid.A", "")),
            """{"type":"reaction","reaction":{"message_id":"wamid.A","emoji":""}}"""
        },
        {
            Json(Outbound.Buttons(To, "Choose", ("a", "Yes"))),
            """
            {"type":"interactive","interactive":{"type":"button","body":{"text":"Choose"},
            "action":{"buttons":[{"type":"reply","reply":{"id":"a","title":"Yes"}}]}}}
            """
        },
        {
            Json(Outbound.Template(To, "hello", "en_US", "Ana")),
            """
            {"type":"template","template":{"name":"hello","language":{"code":"en_US"},
            "components":[{"type":"body","parameters":[{"type":"text","text":"Ana"}]}]}}
            """
        },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void It_is_composed_as_Meta_shows_it(string composed, string content)
    {
        var expected = JsonElement.Parse(
            $$"""{"messaging_product":"whatsapp","to":"{{To}}",{{content.Trim()[1..]}}""");

        Assert.True(JsonElement.DeepEquals(expected, JsonElement.Parse(composed)), composed);
        Assert.Null(SendBody.Read(Encoding.UTF8.GetBytes(composed)).Refusal);
    }

    [Fact]
    public void A_user_id_goes_to_recipient()
    {
        var message = Outbound.Text("US.13491208655302741918", "Hi");

        Assert.Null(message.To);
        Assert.Equal("US.13491208655302741918", message.Recipient);
    }

    [Theory]
    [InlineData("US.13491208655302741918", true, false)]
    [InlineData("US.ENT.11815799212886844830", true, true)]
    [InlineData("DE.a1", true, false)]
    [InlineData("16505551234", false, false)]
    [InlineData("us.1", false, false)]
    [InlineData("US.", false, false)]
    [InlineData("US.ENT.", false, false)]
    [InlineData("US.1 2", false, false)]
    [InlineData(null, false, false)]
    public void A_user_id_is_told_by_its_form(string? text, bool isOne, bool isParent) =>
        Assert.Equal((isOne, isParent), (Bsuid.IsOne(text), Bsuid.IsParent(text)));

    [Fact]
    public void A_form_says_the_same_as_json_without_its_credentials()
    {
        var json = SendForm.ToJson(
        [
            new("messaging_product", "whatsapp"), new("to", "1"), new("access_token", "secret"),
            new("text", """{"body":"Hi [you]"}"""), new("note", "[not json"), new("appsecret_proof", "p"),
        ]);

        Assert.Equal(
            """{"messaging_product":"whatsapp","to":"1","text":{"body":"Hi [you]"},"note":"[not json"}""",
            Encoding.UTF8.GetString(json));
    }

    private static string Json(OutboundMessage message) => Encoding.UTF8.GetString(message.ToBytes());
}
