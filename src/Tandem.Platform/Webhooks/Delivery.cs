namespace Tandem.Platform.Webhooks;

/// <summary>A webhook that was composed once and is posted until it succeeds or is given up.</summary>
internal sealed class Delivery(
    long id,
    string url,
    IReadOnlyList<HttpField> headers,
    byte[] body,
    IReadOnlyList<Update> updates,
    DateTimeOffset at)
{
    public long Id { get; } = id;

    public string Url { get; } = url;

    public IReadOnlyList<HttpField> Headers { get; } = headers;

    public byte[] Body { get; } = body;

    public IReadOnlyList<Update> Updates { get; } = updates;

    public DateTimeOffset FirstPostedAt { get; } = at;

    public int Attempts { get; set; }

    /// <summary>Whether the latest attempt still waits for its answer.</summary>
    public bool Open { get; set; }

    /// <summary>Whether the latest attempt never left.</summary>
    public bool Unsent { get; set; }

    /// <summary>Whether the answer to the latest attempt is lost on its way back.</summary>
    public bool Deaf { get; set; }

    public int? LastStatus { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Null while it is under way; then delivered or dropped.</summary>
    public string? Outcome { get; set; }

    public DeliveryView View() => new(
        Id,
        Url,
        Outcome ?? (Open ? "posted" : "waiting"),
        Attempts,
        LastStatus,
        FirstPostedAt,
        NextAttemptAt,
        Updates.Count,
        Body);
}
