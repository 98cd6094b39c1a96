using System.Globalization;
using System.Text.Json;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Tests.Json;

public sealed class WireValueTests
{
    [Theory]
    [InlineData("1739321024", 1739321024L)]
    [InlineData("\"1739321024\"", 1739321024L)]
    [InlineData("-1", -1L)]
    [InlineData("1.5", null)]
    [InlineData("\"TIER_2K\"", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("99999999999999999999", null)]
    public void A_whole_number_is_read_from_either_form(string json, long? expected) =>
        Assert.Equal(expected, Read(json).Integer);

    [Theory]
    [InlineData("1641848004", "2022-01-10T20:53:24Z")]
    [InlineData("\"1641848004\"", "2022-01-10T20:53:24Z")]
    [InlineData("\"2026-12-24T10:30:00+0000\"", "2026-12-24T10:30:00Z")]
    [InlineData("\"2026-12-24T10:30:00+02:00\"", "2026-12-24T08:30:00Z")]
    [InlineData("\"2026-12-24\"", "2026-12-24T00:00:00Z")]
    [InlineData("9223372036854775807", null)]
    [InlineData("\"April 17, 2025\"", null)]
    [InlineData("\"soon\"", null)]
    public void An_instant_is_read_from_seconds_and_from_a_date(string json, string? expected) =>
        Assert.Equal(
            expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), Read(json).Time);

    [Theory]
    [InlineData("\"37.44216251868683\"")]
    [InlineData("37.44216251868683000")]
    [InlineData("1e2")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("{\"a\":[1]}")]
    public void It_is_written_in_the_form_it_came(string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(Read(json)));

    [Fact]
    public void What_is_made_here_has_the_form_that_was_asked_for()
    {
        var instant = DateTimeOffset.FromUnixTimeSeconds(1739321024);

        Assert.Equal("\"1739321024\"", JsonSerializer.Serialize(WireValue.Seconds(instant)));
        Assert.Equal("5", JsonSerializer.Serialize(WireValue.Of(5)));
        Assert.Equal("-122.25", JsonSerializer.Serialize(WireValue.Of(-122.25)));
        Assert.Throws<ArgumentOutOfRangeException>(() => WireValue.Of(double.NaN));
        Assert.False(default(WireValue).IsPresent);
        Assert.False(WireValue.Null.IsPresent);
    }

    private static WireValue Read(string json) => JsonSerializer.Deserialize<WireValue>(json);
}
