using System.Text.Json.Nodes;

namespace Tandem.Platform.Tests.Limits;

public sealed class TokenTests
{
    private readonly Stage _stage = new();

    public TokenTests() => _stage.CustomerSays("""{"text":{"body":"hi"}}""");

    [Fact]
    public void A_token_that_ended_is_refused_everywhere_and_says_since_when()
    {
        _stage.Act(new PlatformInput.ExpireToken(1, Stage.WabaId, TimeSpan.FromHours(1)));
        Assert.Equal(Stage.Start + TimeSpan.FromHours(1), _stage.Standing().TokenEndsAt);
        Assert.Equal(200, _stage.SendText("Hello").Status);
        _stage.Run(TimeSpan.FromHours(2));

        foreach (var path in (string[])[Stage.NumberId, Stage.WabaId, $"{Stage.WabaId}/message_templates"])
        {
            var refused = _stage.Graph("GET", "/" + path);
            Assert.Equal((401, 190), (refused.Status, refused.Code));
            Assert.Equal(463, (int)refused.Json["error"]!["error_subcode"]!);
        }

        var error = _stage.SendText("Hello").Json["error"]!;
        Assert.Equal(
            "Error validating access token: Session has expired on Sunday, 22-Nov-26 10:00:00 UTC. " +
                "The current time is Sunday, 22-Nov-26 11:00:00 UTC.",
            (string?)error["message"]);
        Assert.Equal("OAuthException", (string?)error["type"]);
    }

    [Fact]
    public void Another_token_works_beside_the_old_one_until_that_ends()
    {
        _stage.Act(new PlatformInput.RotateToken(1, Stage.WabaId));
        var second = _stage.Mind.Accounts[0].AccessToken;
        Assert.NotEqual(Stage.Token, second);
        Assert.Equal(200, _stage.Graph("GET", "/" + Stage.NumberId).Status);
        Assert.Equal(200, _stage.Graph("GET", "/" + Stage.NumberId, token: second).Status);

        _stage.Act(new PlatformInput.ExpireToken(1, Stage.WabaId));
        _stage.Act(new PlatformInput.RotateToken(1, Stage.WabaId));
        var third = _stage.Mind.Accounts[0].AccessToken;
        Assert.Equal(
            [401, 401, 200],
            new[] { Stage.Token, second, third }.Select(
                token => _stage.Graph("GET", "/" + Stage.NumberId, token: token).Status));
    }

    [Fact]
    public void Debug_token_tells_when_a_token_ends_and_whether_it_works()
    {
        _stage.Act(new PlatformInput.ExpireToken(1, Stage.WabaId, TimeSpan.FromHours(1)));
        Assert.Equal((true, (Stage.Start + TimeSpan.FromHours(1)).ToUnixTimeSeconds()), Debug());
        _stage.Run(TimeSpan.FromHours(1));
        Assert.Equal((false, (Stage.Start + TimeSpan.FromHours(1)).ToUnixTimeSeconds()), Debug());

        (bool, long) Debug()
        {
            var data = _stage.Graph(
                "GET",
                $"/debug_token?input_token={Stage.Token}",
                token: $"634974688087057|{Stage.Secret}").Json["data"]!;
            return ((bool)data["is_valid"]!, (long)data["expires_at"]!);
        }
    }

    [Fact]
    public void A_token_may_end_while_media_is_fetched()
    {
        _stage.CustomerSays("""{"type":"image","image":{}}""");
        _stage.Run(TimeSpan.FromSeconds(2));
        var message = _stage.Items("messages", "messages").Single(item => item["image"] is not null);
        var url = (string)message["image"]!["url"]!;
        _stage.Act(new PlatformInput.ExpireToken(1, Stage.WabaId));

        var refused = _stage.Graph("GET", new Uri(url).PathAndQuery, headers: new HttpField("User-Agent", "test"));
        Assert.Equal((401, 190), (refused.Status, refused.Code));
    }

    [Fact]
    public void Calls_beyond_the_hours_quota_are_refused_and_sends_do_not_count()
    {
        var stage = new Stage(options => options with { ManagementCallsPerHour = 10 });
        stage.CustomerSays("""{"text":{"body":"hi"}}""");
        for (var i = 0; i < 10; i++)
            Assert.Equal(200, stage.Graph("GET", "/" + Stage.NumberId).Status);
        stage.Run(TimeSpan.FromMinutes(20));
        var refused = stage.Graph("GET", $"/{Stage.WabaId}/phone_numbers");
        Assert.Equal((400, 80007), (refused.Status, refused.Code));
        Assert.Contains(
            "\"estimated_time_to_regain_access\":40", refused.Header("x-business-use-case-usage"));
        Assert.Equal(200, stage.SendText("Hello").Status);

        stage.Run(TimeSpan.FromMinutes(40));
        var again = stage.Graph("GET", "/" + Stage.NumberId);
        Assert.Equal(200, again.Status);
        var usage = JsonNode.Parse(again.Header("x-business-use-case-usage")!)!["102290129340398"]![0]!;
        Assert.Equal(
            ("whatsapp", 10, 0),
            ((string?)usage["type"], (int)usage["call_count"]!, (int)usage["estimated_time_to_regain_access"]!));
    }
}
