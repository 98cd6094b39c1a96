using System.CommandLine;
using System.Globalization;
using Tandem.Cli.Calling;
using Tandem.Cli.Retrying;
using Tandem.Hub.Options;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem retry</c>: takes again what a hub has set aside.</summary>
internal static class RetryCommand
{
    public static Command Create()
    {
        var hub = new Option<string>("--hub") { Description = "The hub's address.", Required = true };
        var key = new Option<string>("--api-key")
        {
            Description = "A key with the scopes read and manage, such as the owner's.",
            Required = true,
        };
        var owner = new Option<string[]>("--owner")
        {
            Description =
                "A phone number id, a WABA id, unknown or unreadable; may be given again. Default: all that the key "
                + "may see.",
        };
        var item = new Option<string[]>("--item")
        {
            Description = "One item only, as WEBHOOK/INDEX; may be given again. Default: all that is set aside.",
        };
        var list = new Option<bool>("--list") { Description = "Only list what is set aside." };
        var command = new Command(
            "retry",
            """
            Take items again that a hub has set aside: after an update that can read them, or once their cause is
            gone. An item that is applied now has its place in time; nothing is applied twice.

            Exit code 0 if nothing is set aside any more, 1 if something is, 2 if it could not be done as asked.
            """)
        {
            hub, key, owner, item, list,
        };
        command.SetAction((parsed, ct) => Failing.ClearlyAsync(async () =>
        {
            using var http = new HttpClient();
            var server = Addresses.Of("--hub", parsed.GetRequiredValue(hub));
            var aside = new SetAside(new JsonCalls(http, server, parsed.GetRequiredValue(key)));
            var items = (parsed.GetValue(item) ?? []).Select(Parse).ToList();
            return items.Count > 0
                ? await RetryAsync(aside, items, ct)
                : await SearchAsync(aside, parsed.GetValue(owner) ?? [], parsed.GetValue(list), ct);
        }));
        return command;
    }

    private static async Task<int> SearchAsync(
        SetAside aside, IReadOnlyList<string> owners, bool onlyLists, CancellationToken ct)
    {
        var found = new List<Item>();
        foreach (var owner in owners.Count > 0 ? owners : await aside.OwnersAsync(ct))
        {
            await foreach (var item in aside.FindAsync(owner, new Looked(owner), ct))
                found.Add(item);
        }

        found = [.. found.OrderBy(item => (item.Webhook, item.Index))]; // as they came
        if (!onlyLists)
            return await RetryAsync(aside, [.. found.Select(item => (item.Webhook, item.Index))], ct);

        foreach (var item in found)
            Terminal.Out.WriteLine(item);
        Terminal.Out.WriteLine($"{found.Count} set aside");
        return found.Count == 0 ? ExitCodes.Fine : ExitCodes.Found;
    }

    private static async Task<int> RetryAsync(
        SetAside aside, IReadOnlyList<(long Webhook, int Index)> items, CancellationToken ct)
    {
        var left = 0;
        foreach (var (webhook, index) in items)
        {
            var now = await aside.RetryAsync(webhook, index, ct);
            left += now.IsSetAside ? 1 : 0;
            Terminal.Out.WriteLine(now);
        }

        Terminal.Out.WriteLine($"{items.Count} taken again, {left} still set aside");
        return left == 0 ? ExitCodes.Fine : ExitCodes.Found;
    }

    private static (long Webhook, int Index) Parse(string text) =>
        text.Split('/') is [var webhook, var index]
        && long.TryParse(webhook, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? (id, place)
            : throw new HubOptionsException(
                [$"--item = '{text}': must be a webhook's id and an item's place in it; write it like 1042/0."]);

    // A long journal takes its time: whoever waits sees how far it is.
    private sealed class Looked(string owner) : IProgress<int>
    {
        private const int Step = 1_000;

        public void Report(int value)
        {
            if (value % Step == 0)
                Terminal.Error.WriteLine($"{owner}: {value} webhooks looked at");
        }
    }
}
