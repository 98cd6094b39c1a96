using Tandem.Platform.People;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform;

/// <summary>What the platform still has to do: a closed family, plain data so that a state can be copied.</summary>
internal abstract partial record Due
{
    private Due()
    {
    }

    /// <summary>Whether it only looks after something, so that a world with nothing else to do is idle.</summary>
    public virtual bool IsUpkeep => false;

    /// <summary>An update is ready to be gathered for its endpoint.</summary>
    public sealed record UpdateReady(Update Update) : Due;

    /// <summary>What was gathered for an endpoint leaves.</summary>
    public sealed record BatchLeaves(string Url, string AppId) : Due;

    /// <summary>A webhook is tried again.</summary>
    public sealed record Retry(long DeliveryId, int Attempt) : Due;

    /// <summary>An attempt has had no answer for too long.</summary>
    public sealed record AttemptUnanswered(long DeliveryId, int Attempt) : Due
    {
        public override bool IsUpkeep => true;
    }

    /// <summary>A challenge has had no answer for too long.</summary>
    public sealed record ChallengeUnanswered(long ChallengeId) : Due
    {
        public override bool IsUpkeep => true;
    }

    /// <summary>A message climbs to a status.</summary>
    public sealed record StatusReached(Message Message, MessageStatus Status) : Due;

    /// <summary>The content of a message that came as unavailable follows.</summary>
    public sealed record ContentResolves(Message Message, Said Said) : Due;

    /// <summary>A message fails after it was accepted.</summary>
    public sealed record MessageFails(Message Message, int Code, string Title, string Details) : Due;
}
