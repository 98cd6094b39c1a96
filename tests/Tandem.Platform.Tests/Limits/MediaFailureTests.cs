using Tandem.Platform.Network;

namespace Tandem.Platform.Tests.Limits;

public sealed class MediaFailureTests
{
    private readonly Stage _stage = new();

    public MediaFailureTests() => _stage.CustomerSays("""{"text":{"body":"hi"}}""");

    [Theory]
    [InlineData("""{"type":"image","image":{"link":"https://cdn.invalid/a.png"}}""", 131053)]
    [InlineData("""{"type":"image","image":{"link":"ftp://shop.example/a.png"}}""", 131053)]
    [InlineData("""{"type":"image","image":{"link":"https://shop.example/a.png"}}""", null)]
    [InlineData(
        """
        {"type":"interactive","interactive":{"type":"button",
          "header":{"type":"image","image":{"link":"https://cdn.invalid/a.png"}},"body":{"text":"x"},
          "action":{"buttons":[{"type":"reply","reply":{"id":"1","title":"Yes"}}]}}}
        """,
        131053)]
    public void A_link_that_cannot_be_fetched_fails_the_message_by_its_status(string send, int? code)
    {
        var sent = _stage.SendRest(send);
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(200, sent.Status);
        Assert.Equal(code, _stage.FailureOf(sent.Wamid));
    }

    [Fact]
    public void A_fault_makes_any_link_unreachable()
    {
        _stage.Act(new PlatformInput.AddFault(1, new() { Kind = FaultKinds.LinkUnreachable }));
        var sent = _stage.SendRest("""{"type":"image","image":{"link":"https://shop.example/a.png"}}""");
        _stage.Act(new PlatformInput.RemoveFault(1, null));
        var later = _stage.SendRest("""{"type":"image","image":{"link":"https://shop.example/a.png"}}""");
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal([131053, null], new[] { sent, later }.Select(answer => _stage.FailureOf(answer.Wamid)));
    }

    [Theory]
    [InlineData("audio/ogg; codecs=opus", null)]
    [InlineData("audio/ogg", null)]
    [InlineData("audio/ogg; codecs=vorbis", 131053)]
    [InlineData("audio/mpeg", 131053)]
    public void A_voice_message_is_ogg_with_opus(string mime, int? code)
    {
        var id = Upload(mime, 1000);
        var voice = _stage.SendRest($$$"""{"type":"audio","audio":{"id":"{{{id}}}","voice":true}}""");
        var audio = _stage.SendRest($$$"""{"type":"audio","audio":{"id":"{{{id}}}"}}""");
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(code, _stage.FailureOf(voice.Wamid));
        Assert.Null(_stage.FailureOf(audio.Wamid));
    }

    [Theory]
    [InlineData(100 * 1024, false, 200)]
    [InlineData(100 * 1024 + 1, false, 131053)]
    [InlineData(500 * 1024, true, 200)]
    [InlineData(500 * 1024 + 1, true, 131053)]
    public void A_sticker_may_be_larger_when_it_moves(long size, bool animated, int result)
    {
        var upload = _stage.Graph(
            "POST", $"/{Stage.NumberId}/media?messaging_product=whatsapp",
            media: new("00", size, "image/webp", "s.webp", "k", animated));

        Assert.Equal(result, upload.Status == 200 ? 200 : upload.Code);
    }

    [Fact]
    public void Files_inside_templates_are_looked_at_too()
    {
        Assert.Equal(200, _stage.Graph("POST", $"/{Stage.WabaId}/message_templates", """
            {"name":"ticket","language":"en_US","category":"UTILITY","components":[
              {"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"Your ticket is here."}]}
            """).Status);
        _stage.Run(TimeSpan.FromMinutes(6));
        var document = Upload("application/pdf", 1000);

        Assert.Equal(131009, Send("""{"id":"404"}""").Code);
        var misfit = Send($$"""{"id":"{{document}}"}""");
        var unreachable = Send("""{"link":"https://cdn.invalid/t.png"}""");
        _stage.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(
            [131053, 131053], new[] { misfit, unreachable }.Select(answer => _stage.FailureOf(answer.Wamid)));

        Answer Send(string image) => _stage.SendRest($$$$"""
            {"type":"template","template":{"name":"ticket","language":{"code":"en_US"},"components":[
              {"type":"header","parameters":[{"type":"image","image":{{{{image}}}}}]}]}}
            """);
    }

    private string Upload(string mime, long size) => (string)_stage.Graph(
        "POST",
        $"/{Stage.NumberId}/media?messaging_product=whatsapp",
        media: new("00", size, mime, null, "k")).Json["id"]!;
}
