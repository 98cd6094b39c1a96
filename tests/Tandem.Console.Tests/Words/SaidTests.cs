using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Tests.Words;

/// <summary>What a message says, whatever Meta wrote.</summary>
public sealed class SaidTests
{
    [Theory]
    [InlineData("image", """{"type":"image","image":{"id":"1","caption":"The corner"}}""", "Photo: The corner")]
    [InlineData("document", """{"type":"document","document":{"filename":"a.pdf"}}""", "Document: a.pdf")]
    [InlineData("audio", """{"type":"audio","audio":{"id":"1","voice":true}}""", "Voice message")]
    [InlineData("location", """{"type":"location","location":{"latitude":40.4,"longitude":-3.7,"name":"Home"}}""",
        "Home: 40.4, -3.7")]
    [InlineData("contacts", """{"type":"contacts","contacts":[{"name":{"formatted_name":"Barbara"}}]}""",
        "Contact: Barbara")]
    [InlineData(
        "interactive",
        """{"type":"interactive","interactive":{"type":"button_reply","button_reply":{"title":"Thursday"}}}""",
        "Thursday")]
    [InlineData("template", """{"type":"template","template":{"name":"order_ready","language":{"code":"en_US"}}}""",
        "Template “order_ready”: en_US")]
    [InlineData("dance", """{"type":"dance","dance":{}}""", "Message of kind “dance”")]
    public void A_message_is_summed_up_in_a_line(string type, string json, string line) =>
        Assert.Equal(line, Said.Preview(Sample.Message("1-1").Saying(type, json)));

    [Theory]
    [InlineData("""{"type":"text","text":"not an object"}""")]
    [InlineData("""{"type":"interactive","interactive":[1,2]}""")]
    [InlineData("""{"type":"contacts","contacts":{"name":7}}""")]
    [InlineData("""{"type":{"odd":true}}""")]
    [InlineData("[]")]
    public void Content_of_another_shape_breaks_nothing(string json) =>
        Assert.NotNull(Said.Preview(Sample.Message("1-1").Saying("text", json)));

    [Fact]
    public void What_was_deleted_is_not_shown()
    {
        var deleted = Sample.Message("1-1", "a secret") with { Revoked = true };

        Assert.Equal(new Said(null, null), Said.Of(deleted));
        Assert.Equal("Message deleted", Said.Preview(deleted));
    }

    [Fact]
    public void An_edited_message_shows_its_new_words()
    {
        var edited = Sample.Message("1-1", "old") with
        {
            Edit = new EditView(Sample.Noon, Sample.Message("1-2", "new").Content),
        };

        Assert.Equal("new", Said.Of(edited).Text);
    }

    [Fact]
    public void A_gap_sends_the_reader_to_the_phone()
    {
        var missing = Sample.Message("1-1") with { Gap = new GapView("unavailable_to_api", "r", "c", "w") };

        Assert.Equal("Not available here; look at the phone", Said.Preview(missing));
    }
}
