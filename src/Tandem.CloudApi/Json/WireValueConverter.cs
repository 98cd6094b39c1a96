using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.CloudApi.Json;

/// <summary>Reads any JSON value into a <see cref="WireValue"/> and writes it back in the form it had.</summary>
internal sealed class WireValueConverter : JsonConverter<WireValue>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override WireValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return WireValue.Null;
            case JsonTokenType.String:
                return WireValue.Of(reader.GetString()!);
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var form = reader.TokenType;
                return WireValue.Raw(form, JsonElement.ParseValue(ref reader).GetRawText());
            default:
                return WireValue.Raw(reader.TokenType, Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WireValue value, JsonSerializerOptions options)
    {
        switch (value.Form)
        {
            case JsonTokenType.None or JsonTokenType.Null:
                writer.WriteNullValue();
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(value.Content);
                break;
            default:
                writer.WriteRawValue(value.Content!);
                break;
        }
    }
}
