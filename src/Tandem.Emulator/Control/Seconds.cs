using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>Durations are numbers of seconds.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    /// <summary>Ten years: longer than anything here lasts, short enough to be added to any time.</summary>
    public const double Most = 10 * 365 * 86_400.0;

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) && seconds is >= 0 and <= Most
            ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond))
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Ticks % TimeSpan.TicksPerSecond == 0
            ? value.Ticks / TimeSpan.TicksPerSecond
            : (decimal)value.Ticks / TimeSpan.TicksPerSecond);
}

/// <summary>Latencies are <c>{min, max, tail_chance?, tail_max?}</c> in seconds.</summary>
internal sealed class LatencyConverter : JsonConverter<Latency>
{
    private static readonly SecondsConverter Seconds = new();

    public override Latency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException();
        TimeSpan? min = null, max = null, tailMax = null;
        double? tailChance = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "min":
                    min = Seconds.Read(ref reader, typeof(TimeSpan), options);
                    break;
                case "max":
                    max = Seconds.Read(ref reader, typeof(TimeSpan), options);
                    break;
                case "tail_max":
                    tailMax = Seconds.Read(ref reader, typeof(TimeSpan), options);
                    break;
                case "tail_chance" when reader.TokenType == JsonTokenType.Number:
                    tailChance = reader.GetDouble();
                    break;
                default:
                    throw new JsonException();
            }
        }

        return min is { } shortest && max is { } longest && shortest <= longest
            && tailChance is null == tailMax is null && tailChance is null or (>= 0 and <= 1)
            && !(tailMax < longest)
                ? new(shortest, longest, tailChance ?? 0, tailMax ?? TimeSpan.Zero)
                : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, Latency value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        Write(writer, "min", value.Min, options);
        Write(writer, "max", value.Max, options);
        if (value.TailChance > 0)
        {
            writer.WriteNumber("tail_chance", value.TailChance);
            Write(writer, "tail_max", value.TailMax, options);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, TimeSpan value, JsonSerializerOptions options)
    {
        writer.WritePropertyName(name);
        Seconds.Write(writer, value, options);
    }
}

/// <summary>Names of values are in snake_case, as all names are.</summary>
internal sealed class NamesConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, false)
    where T : struct, Enum;
