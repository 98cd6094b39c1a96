using System.Text.Json;

namespace Tandem.Platform.Graph;

/// <summary>What a Graph call gives back, before the headers every answer has.</summary>
internal sealed record Reply
{
    public int Status { get; init; } = 200;

    public byte[] Body { get; init; } = [];

    public string ContentType { get; init; } = "application/json; charset=UTF-8";

    public string? MediaKey { get; init; }

    public string? FileName { get; init; }

    public Refusal? Refusal { get; init; }

    /// <summary>How much of an account's quota of calls is used; null: the call does not count.</summary>
    public QuotaUsage? Usage { get; init; }

    /// <summary>Whether the connection breaks instead of an answer.</summary>
    public bool Lost { get; init; }

    public static Reply Success { get; } = Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("success", true);
        writer.WriteEndObject();
    });

    public static Reply Json(Action<Utf8JsonWriter> compose) => new() { Body = MetaJson.Wire(compose) };

    public static Reply Refused(Refusal refusal) => new() { Status = refusal.Http, Refusal = refusal };

    public static implicit operator Reply(Refusal refusal) => Refused(refusal);
}

/// <summary>The quota of an account's calls, as the header of every answer shows it.</summary>
/// <param name="WabaId">The account.</param>
/// <param name="Percent">How much is used.</param>
/// <param name="MinutesLeft">Until calls are taken again; 0 while they are.</param>
internal sealed record QuotaUsage(string WabaId, int Percent, int MinutesLeft)
{
    /// <summary>The value of <c>x-business-use-case-usage</c>.</summary>
    public string Header { get; } =
        $$"""{"{{WabaId}}":[{"type":"whatsapp","call_count":{{Percent}}""" +
        $$""","total_cputime":1,"total_time":1,"estimated_time_to_regain_access":{{MinutesLeft}}}]}""";
}
