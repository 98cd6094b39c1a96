namespace Tandem.Hub.DropIn;

/// <summary>What a node of Graph's is to this hub.</summary>
internal enum NodeKind
{
    /// <summary>A registered number.</summary>
    Number,

    /// <summary>The account of a registered number.</summary>
    Account,

    /// <summary>Any other id of digits; without an edge it is taken for media.</summary>
    Media,

    /// <summary>An app, or a session of a resumable upload.</summary>
    Upload,
}

/// <summary>What happens to a call.</summary>
internal enum CallFate
{
    /// <summary>It goes through the outbox.</summary>
    Outbox,

    /// <summary>It is passed on with the number's token.</summary>
    Pass,

    /// <summary>It is refused to everybody.</summary>
    Never,
}

/// <summary>One row of the <see cref="PassThroughTable"/>.</summary>
/// <param name="Kind">Of which node.</param>
/// <param name="Method">GET, POST, DELETE; <c>*</c> for any.</param>
/// <param name="Edge">Which edge; null for the node itself.</param>
/// <param name="Fate">What happens.</param>
/// <param name="Scope">What a key needs.</param>
internal sealed record PassThroughRow(NodeKind Kind, string Method, string? Edge, CallFate Fate, string Scope);
