using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.Domain;
using Tandem.Domain.Arrivals;
using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Media;
using Tandem.Domain.Pacing;
using Tandem.Domain.Privacy;
using Tandem.Domain.Sending;
using Tandem.Domain.Takeover;
using Tandem.Domain.Timeline;

namespace Tandem.Engine.Rows;

/// <summary>How the mind's rows are written in the book. Names and enum texts are stored: they never change.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    IgnoreReadOnlyProperties = true, // what follows from the rest is not stored
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(ValueListConverter<string>),
        typeof(ValueListConverter<long>),
        typeof(ValueListConverter<QueuedSend>),
        typeof(ValueListConverter<Holder>),
        typeof(ValueListConverter<IdentityEvent>),
        typeof(ValueListConverter<Looked>),
        typeof(ValueListConverter<InLine>),
        typeof(ValueListConverter<Voice>),
        typeof(ValueListConverter<StageTime>),
        typeof(ValueListConverter<Reaction>),
        typeof(ValueListConverter<Burst>),
    ])]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(PeerLink))]
[JsonSerializable(typeof(ContactCard))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(WamidLink))]
[JsonSerializable(typeof(Send))]
[JsonSerializable(typeof(IdempotencyLink))]
[JsonSerializable(typeof(NumberState))]
[JsonSerializable(typeof(Gap))]
[JsonSerializable(typeof(Lag))]
[JsonSerializable(typeof(Bursts))]
[JsonSerializable(typeof(Rhythm))]
[JsonSerializable(typeof(Burst[]))]
[JsonSerializable(typeof(PrivateMark))]
[JsonSerializable(typeof(MediaUse))]
[JsonSerializable(typeof(Pace))]
[JsonSerializable(typeof(Collision))]
[JsonSerializable(typeof(Domain.Deciding.Timer))]
[JsonSerializable(typeof(QueuedSend[]))]
[JsonSerializable(typeof(Holder[]))]
[JsonSerializable(typeof(IdentityEvent[]))]
[JsonSerializable(typeof(Looked[]))]
[JsonSerializable(typeof(InLine[]))]
[JsonSerializable(typeof(Voice[]))]
[JsonSerializable(typeof(StageTime[]))]
[JsonSerializable(typeof(Reaction[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(long[]))]
internal sealed partial class RowJson : JsonSerializerContext;

/// <summary>A <see cref="ValueList{T}"/> is a JSON array.</summary>
internal sealed class ValueListConverter<T> : JsonConverter<ValueList<T>>
{
    public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<T[]>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToArray(), options);
}
