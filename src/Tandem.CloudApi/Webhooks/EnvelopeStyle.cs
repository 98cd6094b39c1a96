namespace Tandem.CloudApi.Webhooks;

/// <summary>How the bytes of a composed webhook look. What they say is the same.</summary>
public enum EnvelopeStyle
{
    /// <summary>UTF-8 with JSON's own escapes only.</summary>
    Plain,

    /// <summary>As Meta writes: <c>\/</c> for a slash and <c>\uXXXX</c> in lower-case hex for all that is not
    /// ASCII, so that a receiver that signs a re-serialised body fails here as it would there.</summary>
    LikeMeta,
}
