using Tandem.Hub.Options;

namespace Tandem.Hub.Tests;

/// <summary>Bad settings are told all at once, each in a line that says what to do.</summary>
public sealed class HubSettingsTests
{
    [Fact]
    public void Every_mistake_is_told_with_key_value_rule_and_remedy()
    {
        var refusal = Assert.Throws<HubOptionsException>(() => HubSettings.Read(new Dictionary<string, string>
        {
            ["port"] = "80000",
            ["listen"] = "everywhere",
            ["public_url"] = "hub.example.com/path",
            ["graph_base_urls"] = "https://graph.facebook.com, ftp://x",
            ["max_webhook_bytes"] = "1",
            ["allow_private_endpoints"] = "yes",
            ["prot"] = "5080",
        }));

        Assert.Equal(7, refusal.Mistakes.Count);
        Assert.Contains(
            "port = '80000': must be a whole number from 0 to 65535; change it or leave it out.", refusal.Mistakes);
        Assert.All(refusal.Mistakes, line => Assert.DoesNotContain('\n', line));
        Assert.Contains(refusal.Mistakes, line => line.StartsWith("prot: there is no such setting"));
    }

    [Fact]
    public void A_password_in_a_setting_is_not_repeated()
    {
        var refusal = Assert.Throws<HubOptionsException>(() =>
            HubSettings.Read(new Dictionary<string, string> { ["postgres"] = "canary-password" }));

        Assert.DoesNotContain("canary", refusal.Message);
    }

    [Fact]
    public void Without_settings_it_listens_on_loopback_for_Metas_Graph()
    {
        var options = HubSettings.Read(new Dictionary<string, string>());

        Assert.Equal("http://127.0.0.1:5080", options.ListenUrl);
        Assert.Equal([HubOptions.MetaGraph], options.GraphBaseUrls);
        Assert.False(options.AllowPrivateEndpoints);
        Assert.EndsWith("keys", options.KeyRing);
    }

    [Fact]
    public void Every_setting_there_is_can_be_set()
    {
        var options = HubSettings.Read(new Dictionary<string, string>
        {
            ["data"] = "/tmp/tandem-x",
            ["key_ring"] = "/tmp/tandem-keys",
            ["listen"] = "0.0.0.0",
            ["port"] = "0",
            ["postgres"] = "Host=localhost;Database=t",
            ["public_url"] = "https://hub.example.com/",
            ["graph_base_urls"] = "http://127.0.0.1:5081,https://graph.facebook.com",
            ["max_webhook_bytes"] = "8388608",
            ["max_connections"] = "100",
            ["allow_private_endpoints"] = "true",
            ["drop_in_wait_seconds"] = "5",
            ["max_media_bytes"] = "10485760",
            ["media_fetches"] = "2",
            ["keep_media_days"] = "30",
        });

        Assert.Equal("https://hub.example.com", options.PublicUrl);
        Assert.Equal(2, options.GraphBaseUrls.Count);
        Assert.True(options.AllowPrivateEndpoints);
        Assert.Equal(TimeSpan.FromSeconds(5), options.DropInWait);
        Assert.Equal(14, HubSettings.Keys.Count);
    }
}
