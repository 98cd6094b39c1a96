namespace Tandem.Platform.Webhooks;

/// <summary>Who asked for a callback to be verified, and what becomes of it when it agrees.</summary>
/// <param name="Target">What gets the address.</param>
/// <param name="TargetId">App id, WABA id or phone number id.</param>
/// <param name="Url">The address.</param>
/// <param name="VerifyToken">The token the callback expects.</param>
/// <param name="RequestId">Graph call that waits for it; null: an act does.</param>
/// <param name="Version">Graph version of that call.</param>
/// <param name="ActId">Act that waits for it.</param>
/// <param name="Fields">Webhook fields of an app from then on; null: they stay as they are.</param>
internal sealed record Challenge(
    CallbackTarget Target,
    string TargetId,
    string Url,
    string VerifyToken,
    long? RequestId = null,
    string Version = "",
    long ActId = 0,
    IReadOnlyList<string>? Fields = null);

/// <summary>Level at which a callback is set.</summary>
internal enum CallbackTarget
{
    App,
    Account,
    Number,
}

/// <summary>Verifies callbacks by the GET challenge before they get webhooks (Meta, "Create a webhook
/// endpoint").</summary>
internal sealed class Challenges(World world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SortedDictionary<long, (Challenge Challenge, string Expected)> _open = [];
    private long _lastId;

    /// <summary>Asks the callback; its answer comes as an input.</summary>
    public void Pose(Challenge challenge)
    {
        var expected = world.Ids.Digits(10);
        var url = challenge.Url;
        _open.Add(++_lastId, (challenge, expected));
        world.Agenda.Add(world.Now + Patience, new Due.ChallengeUnanswered(_lastId));
        var separator = url.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        world.Emit(new PlatformOutput.ChallengePosed(
            _lastId,
            $"{url}{separator}hub.mode=subscribe&hub.challenge={expected}" +
                $"&hub.verify_token={Uri.EscapeDataString(challenge.VerifyToken)}",
            expected));
    }

    /// <summary>The challenge that an answer settles, and whether the callback agreed; null: settled before.</summary>
    public (Challenge Challenge, bool Agreed)? Answered(long challengeId, int? httpStatus, string? body)
    {
        if (!_open.Remove(challengeId, out var posed))
            return null;
        return (posed.Challenge, httpStatus == 200 && body == posed.Expected);
    }

    /// <summary>Whether a text is an address a webhook can be posted to.</summary>
    public static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https";
}
