namespace Tandem.EndToEnd.Tests.Mixed;

/// <summary>What the caller of a send was told at last.</summary>
internal enum Fate
{
    /// <summary>No answer, or that nobody knows: it must not be sent again.</summary>
    Unknown,

    /// <summary>Taken over (<c>/v1</c>): it is sent when it may go.</summary>
    Taken,

    /// <summary>Sent, with its wamid.</summary>
    Sent,

    /// <summary>Surely not sent.</summary>
    NotSent,
}

/// <summary>One thing that a program wants said, once. Its words are its own, so that a customer's screen shows how
/// often it came.</summary>
internal sealed class AskedSend(string words, string customer)
{
    public string Words => words;

    public string Customer => customer;

    /// <summary>How often its caller asked: more than once only with an idempotency key.</summary>
    public int Asked { get; set; }

    public Fate Fate { get; set; }

    /// <summary>Its outbox id, where the caller was told.</summary>
    public string? SendId { get; set; }

    /// <summary>The wamid, where the caller was told.</summary>
    public string? Wamid { get; set; }

    public override string ToString() => $"'{words}' ({Fate}, asked {Asked} times, {SendId ?? Wamid})";
}
