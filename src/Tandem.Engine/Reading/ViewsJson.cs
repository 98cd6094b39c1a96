using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.Engine.Reading;

/// <summary>How views are written: snake_case like Meta's, times ISO 8601 in UTC.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(NumberView))]
[JsonSerializable(typeof(Page<NumberView>))]
[JsonSerializable(typeof(LinkView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(PaceView))]
[JsonSerializable(typeof(Page<CollisionView>))]
[JsonSerializable(typeof(RulesView))]
[JsonSerializable(typeof(SyncView))]
[JsonSerializable(typeof(Page<ConversationView>))]
[JsonSerializable(typeof(ConversationView))]
[JsonSerializable(typeof(Page<MessageView>))]
[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(LifeView))]
[JsonSerializable(typeof(Page<ReceivedView>))]
[JsonSerializable(typeof(ReceivedItemView))]
[JsonSerializable(typeof(LedgerView))]
[JsonSerializable(typeof(SendView))]
[JsonSerializable(typeof(GapEntryView))]
[JsonSerializable(typeof(Page<GapEntryView>))]
[JsonSerializable(typeof(Page<SendView>))]
[JsonSerializable(typeof(PrivateMarkView))]
public sealed partial class ViewsJson : JsonSerializerContext;

/// <summary>An instant is written in UTC with a <c>Z</c>, and read in any ISO 8601 form.</summary>
public sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().ToUniversalTime();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
