using Tandem.CloudApi.Media;

namespace Tandem.CloudApi.Tests.Media;

public sealed class MediaTests
{
    [Theory]
    [InlineData("image/jpeg", MediaKind.Image, 5)]
    [InlineData("audio/ogg; codecs=opus", MediaKind.Audio, 16)]
    [InlineData("VIDEO/MP4", MediaKind.Video, 16)]
    [InlineData("application/pdf", MediaKind.Document, 100)]
    public void A_type_has_a_kind_and_a_limit(string type, MediaKind kind, int megabytes)
    {
        var limit = MediaLimits.Find(type)!;

        Assert.Equal((kind, megabytes * 1024L * 1024), (limit.Kind, limit.MaxBytes));
    }

    [Fact]
    public void A_type_that_is_not_listed_has_no_limit() => Assert.Null(MediaLimits.Find("image/gif"));

    [Fact]
    public void Every_kind_has_a_limit() =>
        Assert.All(Enum.GetValues<MediaKind>(), kind => Assert.True(MediaLimits.MaxBytes(kind) > 0));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("zzb0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==")]
    [InlineData(null)]
    public void What_is_no_hash_is_none(string? hash) => Assert.Null(MediaHash.ToHex(hash));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"url":5}""")]
    [InlineData("")]
    public void An_answer_without_an_address_is_no_media(string body) =>
        Assert.Null(MediaInfo.TryRead(System.Text.Encoding.UTF8.GetBytes(body)));
}
