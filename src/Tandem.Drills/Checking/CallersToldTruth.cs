using System.Text.Json;
using Tandem.CloudApi.Graph;
using Tandem.Drills.Worlds;

namespace Tandem.Drills.Checking;

/// <summary>What callers were told is true: a wamid exists, and "nothing was sent" means that nothing was.</summary>
internal static class CallersToldTruth
{
    private const string Promise = "P5";

    /// <summary>Meta's "something went wrong": the one answer that promises nothing.</summary>
    private const int Unknown = 131000;

    public static void Check(Findings findings)
    {
        foreach (var call in findings.World.Callers.All)
        {
            if (call.Told is [.., { } last])
                CheckAnswer(findings, call, last);
            if (call.IsTaken && !findings.Hub.Sends.Values.Any(send => send.CallId == call.Id))
                findings.Broken("P1", $"the hub took {call.Id} over and has lost it", call.Id);
        }

        foreach (var (wamid, mark) in findings.World.Bot.Marks)
        {
            var expected = findings.Truth.Messages.TryGetValue(wamid, out var message) && message.CallId is { } callId
                ? $"mine/{callId}"
                : null;
            if (mark != expected)
                findings.Broken(Promise, $"a status of {wamid} was forwarded with mark '{mark}', not '{expected}'",
                    wamid);
        }
    }

    private static void CheckAnswer(Findings findings, Call call, GraphAnswer answer)
    {
        var sent = findings.Truth.ByCall[call.Id].ToList();
        using var json = Parse(answer.Body);
        if (json is null)
        {
            findings.Broken(Promise, $"{call.Id} was answered {answer.Status} with what is no answer of Graph",
                call.Id);
            return;
        }

        if (json.RootElement.TryGetProperty("messages", out var messages))
        {
            var wamid = messages[0].GetProperty("id").GetString();
            if (sent.All(message => message.Wamid != wamid))
                findings.Broken(Promise, $"{call.Id} was told {wamid}, which was never sent for it", call.Id, wamid);
            return;
        }

        var code = json.RootElement.GetProperty("error").GetProperty("code").GetInt32();
        if (code != Unknown && sent.Count > 0)
            findings.Broken(Promise,
                $"{call.Id} was told {code}, nothing sent, but {sent[0].Wamid} was", call.Id, sent[0].Wamid);
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
