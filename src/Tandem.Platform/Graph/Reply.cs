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
