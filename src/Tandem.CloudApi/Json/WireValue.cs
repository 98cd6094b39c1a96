using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.CloudApi.Json;

/// <summary>A value that Meta writes now as a string, now as a number: timestamps, ids of templates, limits, sizes,
/// coordinates. Reads every form and remembers it, so that writing gives back what came.</summary>
/// <remarks>
/// <see langword="default"/> means that the member was absent and is not written; an explicit <c>null</c> is
/// <see cref="Null"/> and is. A form nobody expected (an object, an array) is kept as its JSON and has no
/// <see cref="Text"/>. Source: docs/decisions/0101-contradictions-on-the-wire.md.
/// </remarks>
[JsonConverter(typeof(WireValueConverter))]
public readonly record struct WireValue
{
    private WireValue(JsonTokenType form, string? content)
    {
        Form = form;
        Content = content;
    }

    /// <summary>An explicit JSON <c>null</c>.</summary>
    public static WireValue Null { get; } = new(JsonTokenType.Null, null);

    /// <summary>How it stood on the wire; <see cref="JsonTokenType.None"/> when the member was absent.</summary>
    public JsonTokenType Form { get; }

    /// <summary>The value as text, whatever its form; null when absent, null, an object or an array.</summary>
    public string? Text => Form is JsonTokenType.StartObject or JsonTokenType.StartArray ? null : Content;

    /// <summary>Whether there is a value with a <see cref="Text"/>.</summary>
    public bool IsPresent => Text is not null;

    /// <summary>The value as a whole number, or null if it is none that fits 64 bits.</summary>
    public long? Integer =>
        long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The value as a number with a fraction, or null if it is none.</summary>
    public double? Number =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value) ? value : null;

    /// <summary>The value as an instant, UTC: whole Unix seconds, or an ISO 8601 text; else null.</summary>
    public DateTimeOffset? Time => WireTime.Read(this);

    internal string? Content { get; }

    /// <summary>A value written as a JSON string.</summary>
    public static WireValue Of(string text) => new(JsonTokenType.String, text);

    /// <summary>A value written as a JSON number.</summary>
    public static WireValue Of(long number) =>
        new(JsonTokenType.Number, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A value written as a JSON number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite, which JSON cannot say.</exception>
    public static WireValue Of(double number) =>
        double.IsFinite(number)
            ? new(JsonTokenType.Number, number.ToString("R", CultureInfo.InvariantCulture))
            : throw new ArgumentOutOfRangeException(nameof(number));

    /// <summary>An instant as messages and statuses have it: Unix seconds in a string.</summary>
    public static WireValue Seconds(DateTimeOffset instant) =>
        Of(instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => Text ?? "";

    internal static WireValue Raw(JsonTokenType form, string content) => new(form, content);
}
