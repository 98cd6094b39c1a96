using System.CommandLine;
using System.Text.Json.Nodes;
using Tandem.Cli.Calling;
using Tandem.Cli.Checking;
using Tandem.Hub.Options;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem check</c>: what would become of messages, or of a file that is to be sent.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description =
                "JSON with one Cloud API body or a list of them, or a picture, video, … to be sent; - reads standard "
                + "input.",
        };
        var hub = new Option<string?>("--hub") { Description = "The hub's address. Needed for messages." };
        var key = new Option<string?>("--api-key")
        {
            Description = "The key that would send: holds are judged by its role. Needed for messages.",
        };
        var number = new Option<string?>("--number")
        {
            Description = "The phone number id; may be left out where the key sees one number only.",
        };
        var command = new Command(
            "check",
            """
            Say of messages, before they are sent, whether they may go now, whether the customer gets them and what the
            owner's phone shows; or as what a file may be sent. Nothing is sent.

            Exit code 0 if everything may go, 1 if something may not, 2 if it could not be checked.
            """)
        {
            file, hub, key, number,
        };
        command.SetAction((parsed, ct) => Failing.ClearlyAsync(async () =>
        {
            var asked = await CheckedFile.ReadAsync(parsed.GetRequiredValue(file), ct);
            if (asked.Messages is not { } messages)
                return Tell(asked);

            using var http = new HttpClient();
            var server = Addresses.Of("--hub", Given("--hub", parsed.GetValue(hub)));
            var calls = new JsonCalls(http, server, Given("--api-key", parsed.GetValue(key)));
            var body = new JsonObject { ["messages"] = messages };
            if (parsed.GetValue(number) is { } id)
                body["phone_number_id"] = id;
            return Tell((await calls.DoAsync(HttpMethod.Post, "/v1/check", body, ct))["data"]!.AsArray());
        }));
        return command;
    }

    private static string Given(string name, string? value) => value
        ?? throw new HubOptionsException([$"{name}: must be given where messages are checked; the hub judges them."]);

    private static int Tell(CheckedFile file)
    {
        Terminal.Out.WriteLine($"{file.MimeType}, {file.Bytes} bytes");
        var kinds = file.Kinds().ToList();
        foreach (var (kind, finding) in kinds)
        {
            Terminal.Out.WriteLine($"{(finding is null ? "go" : "no"),-5} as {kind.ToString().ToLowerInvariant()}");
            if (finding is not null)
                Terminal.Out.WriteLine($"      {finding.Says}{(finding.Remedy is { } remedy ? $" {remedy}" : "")}");
        }

        return kinds.Any(kind => kind.Finding is null) ? ExitCodes.Fine : ExitCodes.Found;
    }

    private static int Tell(JsonArray verdicts)
    {
        foreach (var verdict in verdicts)
        {
            Terminal.Out.WriteLine(
                $"{(int)verdict!["index"]! + 1}. {(string)verdict["may"]!}, the other end sees: "
                + $"{((string)verdict["mirrored"]!).Replace('_', ' ')} ({(string)verdict["sureness"]!})");
            foreach (var finding in verdict["findings"]!.AsArray())
            {
                var (weight, code) = ((string)finding!["weight"]!, (string)finding["code"]!);
                var remedy = (string?)finding["remedy"] is { } what ? $" {what}" : "";
                Terminal.Out.WriteLine($"   {weight} ({code}): {(string)finding["says"]!}{remedy}");
            }
        }

        var going = verdicts.Count(verdict => (string)verdict!["may"]! == "go");
        Terminal.Out.WriteLine($"{going} of {verdicts.Count} may go");
        return going == verdicts.Count ? ExitCodes.Fine : ExitCodes.Found;
    }
}
