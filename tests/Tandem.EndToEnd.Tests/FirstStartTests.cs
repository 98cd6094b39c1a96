using System.Net;
using System.Net.Sockets;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests;

/// <summary>The owner's key is shown once; nobody may end up with a folder to which there is no key.</summary>
public sealed class FirstStartTests
{
    [Fact]
    public async Task A_first_start_on_a_taken_port_says_so_and_leaves_the_key_to_the_next_start()
    {
        using var data = new TemporaryFolder("tandem-first-");
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (exitCode, output) = await TandemProcess.RunAsync(
            "up", "--data", data.Path, "--port", FormattableString.Invariant($"{port}"));
        await using var next = await TandemProcess.StartAsync("up", "--data", data.Path, "--port", "0");

        Assert.Equal(2, exitCode);
        Assert.Equal(
            FormattableString.Invariant($"port = '{port}': another program listens there, and every port has one ")
            + "listener; stop it or name another port.", output);
        Assert.NotNull(next["api key"]);
    }

    [Fact]
    public async Task Who_lost_the_key_gets_another_one()
    {
        using var data = new TemporaryFolder("tandem-first-");
        await using (var first = await TandemProcess.StartAsync("up", "--data", data.Path, "--port", "0"))
            Assert.NotNull(first["api key"]);

        await using var again = await TandemProcess.StartAsync("up", "--data", data.Path, "--port", "0", "--new-key");
        using var hub = new HubClient(again.Hub, again["api key"]!);

        Assert.Empty((await hub.GetAsync("/v1/numbers"))["data"]!.AsArray());
    }
}
