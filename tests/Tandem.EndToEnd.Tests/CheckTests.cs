using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests;

/// <summary><c>tandem check</c>: messages against a running hub, files by themselves.</summary>
public sealed class CheckTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_are_judged_by_the_hub_and_the_exit_code_says_whether_all_may_go()
    {
        using var data = new TemporaryFolder("tandem-check-");
        await using var up = await TandemProcess.StartAsync(
            "up", "--demo", "--port", "0", "--emulator-port", "0", "--data", data.Path);
        var file = Path.Combine(data.Path, "messages.json");
        await File.WriteAllTextAsync(file, """
            [{"messaging_product":"whatsapp","to":"+1 202 555 0100","type":"text","text":{"body":"Anybody there?"}},
             {"side":"api","kind":"poll_creation"},
             {"side":"app","kind":"document"}]
            """, Ct);

        var (code, output) = await TandemProcess.RunAsync("check", file, "--hub", up.Hub, "--api-key", up["api key"]!);

        Assert.Equal(1, code);
        Assert.Contains("1. no, the other end sees: nothing", output, StringComparison.Ordinal);
        Assert.Contains("refuses (window_closed): ", output, StringComparison.Ordinal);
        Assert.Contains("refuses (barred): The Cloud API has no call for it. Ask with reply buttons", output,
            StringComparison.Ordinal);
        Assert.Contains("3. go, the other end sees: echo (documented)", output, StringComparison.Ordinal);
        Assert.EndsWith("1 of 3 may go", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_told_by_its_bytes_and_needs_no_hub()
    {
        using var data = new TemporaryFolder("tandem-check-");
        var film = Path.Combine(data.Path, "holiday.jpg"); // whatever it is called
        await File.WriteAllBytesAsync(film, [0, 0, 0, 24, .. "ftypmp42"u8, .. new byte[17 * 1024 * 1024]], Ct);

        var (code, output) = await TandemProcess.RunAsync("check", film);

        Assert.Equal(0, code);
        Assert.StartsWith("video/mp4, ", output, StringComparison.Ordinal);
        Assert.Contains("no    as video", output, StringComparison.Ordinal);
        Assert.Contains("Send it as document", output, StringComparison.Ordinal);
        Assert.Contains("go    as document", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_checked_says_what_is_missing()
    {
        using var data = new TemporaryFolder("tandem-check-");
        var file = Path.Combine(data.Path, "message.json");
        await File.WriteAllTextAsync(file, """{"type":"text"}""", Ct);

        var (noHub, without) = await TandemProcess.RunAsync("check", file);
        var (noFile, missing) = await TandemProcess.RunAsync("check", Path.Combine(data.Path, "none.json"));

        Assert.Equal((2, 2), (noHub, noFile));
        Assert.Contains("--hub: must be given where messages are checked", without, StringComparison.Ordinal);
        Assert.Contains("FILE = ", missing, StringComparison.Ordinal);
    }
}
