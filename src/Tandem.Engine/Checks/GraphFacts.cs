using Tandem.CloudApi.Graph;
using Tandem.CloudApi.Media;
using Tandem.Domain.Mirroring;
using Tandem.Engine.Agents;
using Tandem.Engine.Registry;
using Tandem.Engine.Wire;

namespace Tandem.Engine.Checks;

/// <summary>What Graph tells of files and templates that a check is about; all else stays unknown.</summary>
internal sealed class GraphFacts(AgentPorts ports, NumberRegistration number)
{
    private static readonly GraphCalls Graph = new(GraphCalls.CurrentVersion);

    /// <summary>The file with the type and size that Graph knows; as it was where Graph knows neither.</summary>
    public async Task<SentFile> MeasureAsync(SentFile file, string mediaId, CancellationToken ct)
    {
        var call = Graph.GetMediaUrl(mediaId, number.PhoneNumberId);
        return await AskAsync(call, ct) is { Status: 200 } answer && MediaInfo.TryRead(answer.Body.Span) is { } info
            ? file with { MimeType = info.MimeType, Bytes = info.FileSize.Integer }
            : file;
    }

    /// <summary>The account's templates; null where Graph does not tell.</summary>
    public async Task<IReadOnlyList<TemplateFacts>?> TemplatesAsync(CancellationToken ct)
    {
        var answer = await AskAsync(Graph.GetTemplates(number.WabaId), ct);
        return answer is null || TemplatesAnswer.Read(answer) is not { } listed
            ? null
            : [.. listed.Select(one => new TemplateFacts(new TemplateName(one.Name, one.Language), one.Status))];
    }

    private async Task<GraphAnswer?> AskAsync(GraphCall call, CancellationToken ct)
    {
        try
        {
            return await ports.Graph.ExchangeAsync(ports.RouteOf(number), call, ct);
        }
        catch (GraphUnreachableException)
        {
            return null;
        }
    }
}
