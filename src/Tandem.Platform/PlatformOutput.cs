namespace Tandem.Platform;

/// <summary>What the platform does: a closed family.</summary>
public abstract record PlatformOutput
{
    private PlatformOutput()
    {
    }

    /// <summary>The answer of a Graph call.</summary>
    /// <param name="RequestId">The call.</param>
    /// <param name="Status">HTTP status.</param>
    /// <param name="Headers">Response headers, content type included.</param>
    /// <param name="Body">The bytes, unless <paramref name="MediaKey"/> names them.</param>
    /// <param name="DueAt">When the answer leaves; what it says is true from now on.</param>
    /// <param name="MediaKey">Bytes the body of the emulator keeps.</param>
    /// <param name="Lost">Whether the connection breaks instead; the caller never learns what was done.</param>
    public sealed record GraphAnswered(
        long RequestId,
        int Status,
        IReadOnlyList<HttpField> Headers,
        ReadOnlyMemory<byte> Body,
        DateTimeOffset DueAt,
        string? MediaKey = null,
        bool Lost = false) : PlatformOutput;

    /// <summary>A webhook leaves now.</summary>
    /// <param name="DeliveryId">The same for all attempts; 0 for a forged webhook, whose answer nobody
    /// awaits.</param>
    /// <param name="Attempt">1 for the first.</param>
    /// <param name="Url">Where to.</param>
    /// <param name="Headers">With content type, signature and user agent.</param>
    /// <param name="Body">The signed bytes, the same in every attempt.</param>
    public sealed record WebhookPosted(
        long DeliveryId,
        int Attempt,
        string Url,
        IReadOnlyList<HttpField> Headers,
        ReadOnlyMemory<byte> Body) : PlatformOutput;

    /// <summary>A callback is asked whether it wants webhooks (GET).</summary>
    /// <param name="ChallengeId">For <see cref="PlatformInput.ChallengeAnswered"/>.</param>
    /// <param name="Url">With the challenge in its query.</param>
    /// <param name="Expected">The text that must come back with 200.</param>
    public sealed record ChallengePosed(long ChallengeId, string Url, string Expected) : PlatformOutput;

    /// <summary>A line of a chat is new or changed on a screen; <see cref="PlatformMind.Line"/> tells how it looks
    /// now.</summary>
    public sealed record ScreenChanged(
        Screen Screen, string PhoneNumberId, string Customer, string Wamid) : PlatformOutput;

    /// <summary>An act of a person or of the control API was done or refused.</summary>
    /// <param name="ActId">The act.</param>
    /// <param name="Id">The wamid of a message, the id of media.</param>
    /// <param name="Refusal">Null: done.</param>
    public sealed record ActSettled(long ActId, string? Id, ActRefusal? Refusal) : PlatformOutput;

    /// <summary>One line of what truly happened.</summary>
    public sealed record LedgerWritten(LedgerLine Line) : PlatformOutput;
}

/// <summary>Whose device.</summary>
public enum Screen
{
    /// <summary>The app on the owner's phone.</summary>
    Phone,

    /// <summary>The customer's phone.</summary>
    Customer,
}

/// <summary>Why an act is impossible.</summary>
/// <param name="Field">What the act named wrongly.</param>
/// <param name="Rule">What is asked of it.</param>
/// <param name="Remedy">What to do instead.</param>
/// <param name="NotFound">Whether the field names something that does not exist.</param>
public sealed record ActRefusal(string Field, string Rule, string Remedy, bool NotFound = false);
