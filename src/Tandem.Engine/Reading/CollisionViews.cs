namespace Tandem.Engine.Reading;

/// <summary>A program and a human spoke in one conversation at the same time.</summary>
/// <param name="Id">Its name: the ids of the two messages.</param>
/// <param name="ConversationId">Where.</param>
/// <param name="Program">The bot's or the campaign's message.</param>
/// <param name="Human">The human's.</param>
/// <param name="Seconds">How much later the program spoke; negative: it spoke first.</param>
/// <param name="NoticedAt">When the hub knew of both, UTC: an echo may come late.</param>
public sealed record CollisionView(
    string Id,
    string ConversationId,
    CollidedView Program,
    CollidedView Human,
    long Seconds,
    DateTimeOffset NoticedAt);

/// <summary>One of the two.</summary>
/// <param name="MessageId">Which message.</param>
/// <param name="By">Whose: the sender's name, or <c>phone</c>.</param>
/// <param name="At">When it was said, UTC.</param>
public sealed record CollidedView(string MessageId, string? By, DateTimeOffset At);
