using System.Net;
using Tandem.Hub.Wires;

namespace Tandem.Hub.Tests;

/// <summary>Where a caller of ours cannot make this hub connect to.</summary>
public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("2606:4700::1%2")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:1::1")]
    [InlineData("2001:db8::1")]
    [InlineData("ff02::1")]
    public void An_address_that_is_not_the_public_internets_is_refused(string address) =>
        Assert.False(AddressRules.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("157.240.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700:4700::1111")]
    public void A_public_address_may_be_reached(string address) =>
        Assert.True(AddressRules.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://2130706433/")] // decimal
    [InlineData("http://0x7f.0.0.1/")] // hexadecimal
    [InlineData("http://0177.0.0.1/")] // octal
    [InlineData("http://127.1/")] // short
    [InlineData("http://good.example@10.0.0.1/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://localhost./")]
    [InlineData("http://mixed.example/")]
    [InlineData("http://public.example:22/")]
    [InlineData("http://public.example:25/")]
    [InlineData("http://public.example:5432/")]
    [InlineData("http://nowhere.example/")]
    public async Task A_disguised_address_is_refused_at_the_moment_of_connecting(string url)
    {
        var uri = new Uri(url);
        var connector = new GuardedConnector(ResolveAsync, allowsPrivate: false);

        await Assert.ThrowsAsync<AddressRefusedException>(() =>
            connector.CheckAsync(uri.IdnHost, uri.Port, CancellationToken.None));
    }

    [Fact]
    public async Task A_name_is_resolved_once_so_that_rebinding_gains_nothing()
    {
        var asked = 0;
        var connector = new GuardedConnector(
            (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Parse("1.1.1.1") : IPAddress.Loopback]),
            allowsPrivate: false);

        var addresses = await connector.CheckAsync("rebinding.example", 443, CancellationToken.None);

        Assert.Equal([IPAddress.Parse("1.1.1.1")], addresses);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_wire_that_may_not_reach_private_addresses_posts_nothing_there()
    {
        await using var inside = await Support.FakeGraph.StartAsync();
        using var wire = new HttpEndpointWire(
            new GuardedConnector(Dns.GetHostAddressesAsync, allowsPrivate: false), TimeProvider.System);

        Assert.Null(await wire.PostAsync(inside.Url, [], "{}"u8.ToArray(), CancellationToken.None));
        Assert.Empty(inside.Calls);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        await using var elsewhere = await Support.FakeGraph.StartAsync();
        await using var inside = await Support.FakeGraph.StartAsync();
        inside.Answer = _ => (302, "text/plain", "");
        using var wire = new HttpEndpointWire(
            new GuardedConnector(Dns.GetHostAddressesAsync, allowsPrivate: true), TimeProvider.System);

        Assert.Equal(302, await wire.PostAsync(inside.Url, [], "{}"u8.ToArray(), CancellationToken.None));
        Assert.Empty(elsewhere.Calls);
    }

    private static Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => Task.FromResult<IPAddress[]>(
        host.TrimEnd('.') switch
        {
            "localhost" => [IPAddress.Loopback],
            "mixed.example" => [IPAddress.Parse("1.1.1.1"), IPAddress.Parse("10.0.0.1")],
            "public.example" => [IPAddress.Parse("1.1.1.1")],
            _ => [],
        });
}
