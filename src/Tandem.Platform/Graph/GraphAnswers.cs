using Tandem.Platform.Accounts;
using Tandem.Platform.Network;

namespace Tandem.Platform.Graph;

/// <summary>Lets replies leave as Graph writes them: headers, error objects, and the time they take.</summary>
internal sealed class GraphAnswers(World world)
{
    /// <summary>Sends a reply off with the headers every answer has.</summary>
    public void Give(long requestId, string version, Reply reply, BusinessNumber? number = null)
    {
        var trace = "A" + world.Ids.Hex(22);
        var body = reply.Refusal is { } refusal ? ErrorBody(refusal, trace) : reply.Body;
        var headers = new List<HttpField>
        {
            new("Content-Type", reply.ContentType),
            new("facebook-api-version", version),
            new("x-fb-request-id", trace),
            new("x-fb-trace-id", world.Ids.Hex(11)),
            new("x-fb-rev", "1030000000"),
            new("x-fb-debug", world.Ids.Hex(32)),
            new("Cache-Control", "private, no-cache, no-store, must-revalidate"),
            new("Vary", "Origin, Accept-Encoding"),
            new("Access-Control-Allow-Origin", "*"),
            new("Strict-Transport-Security", "max-age=15552000; preload"),
            new("x-app-usage", """{"call_count":1,"total_cputime":1,"total_time":1}"""),
        };
        if (reply.Usage is { } usage)
            headers.Add(new("x-business-use-case-usage", usage.Header));
        if (reply.FileName is { } name)
            headers.Add(new("Content-Disposition", $"inline;filename={Uri.EscapeDataString(name)}"));
        var dueAt = world.Now + world.Weather.Within(world.Options.GraphLatency);
        if (world.Strike(FaultKinds.GraphSlow, number) is { } slow)
            dueAt += world.Faults.Wait(slow);
        var lost = reply.Lost || world.Strike(FaultKinds.GraphAnswerLost, number) is not null;
        world.Emit(new PlatformOutput.GraphAnswered(
            requestId, reply.Status, headers, body, dueAt, reply.MediaKey, lost));
    }

    private static byte[] ErrorBody(Refusal refusal, string trace) => MetaJson.Wire(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("message", refusal.Numbered ? $"(#{refusal.Code}) {refusal.Message}" : refusal.Message);
        writer.WriteString("type", refusal.Type);
        writer.WriteNumber("code", refusal.Code);
        if (refusal.Details is not null)
        {
            writer.WriteStartObject("error_data");
            writer.WriteString("messaging_product", "whatsapp");
            writer.WriteString("details", refusal.Details);
            writer.WriteEndObject();
        }

        if (refusal.Subcode is { } subcode)
            writer.WriteNumber("error_subcode", subcode);
        if (refusal.UserTitle is { } title)
        {
            writer.WriteBoolean("is_transient", false);
            writer.WriteString("error_user_title", title);
            writer.WriteString("error_user_msg", refusal.UserMessage);
        }

        writer.WriteString("fbtrace_id", trace);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
