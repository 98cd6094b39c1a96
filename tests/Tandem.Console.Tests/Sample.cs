using System.Text.Json;
using Tandem.Console.Words;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;

namespace Tandem.Console.Tests;

/// <summary>Views to try the console's models and components on.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly Caller Agent = new("key_1", "Ana", "agent", null, ["read", "send"]);

    public static LocalTime Time(DateTimeOffset? now = null) => new(new StandingClock(now ?? Noon));

    public static MessageView Message(string id, string text = "Hello", DateTimeOffset? at = null) => new()
    {
        Id = id,
        Wamid = $"wamid.{id}",
        ConversationId = "1-1",
        Type = "text",
        Direction = "in",
        Origin = "customer",
        Via = "live",
        SentBy = null,
        SendId = null,
        Timestamp = at ?? Noon,
        Status = null,
        StatusTimes = new Dictionary<string, DateTimeOffset>(),
        Content = Json($$$"""{"type":"text","text":{"body":{{{JsonSerializer.Serialize(text)}}}}}"""),
        VisibleTo = ["customer"],
    };

    public static MessageView From(this MessageView message, string origin, string? lane = null, string? by = null) =>
        message with { Origin = origin, Direction = origin == "customer" ? "in" : "out", Lane = lane, SentBy = by };

    public static MessageView Saying(this MessageView message, string type, string json) =>
        message with { Type = type, Content = Json(json) };

    public static ConversationView Conversation(string id = "1-1", string? name = "María Fernández") => new(
        id, "106540352242922", new ContactView("491701112233", null, null, name), Noon, 0, null, null, null, 0,
        new WindowView(Noon + TimeSpan.FromHours(5)), 0);

    private static JsonElement Json(string json) => JsonElement.Parse(json);

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
