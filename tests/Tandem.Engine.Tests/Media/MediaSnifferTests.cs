using System.Text;
using Tandem.Engine.Media;

namespace Tandem.Engine.Tests.Media;

/// <summary>Bytes are what they begin with, not what somebody calls them.</summary>
public sealed class MediaSnifferTests
{
    [Theory]
    [InlineData("FFD8FFE000104A464946", "image/jpeg")]
    [InlineData("89504E470D0A1A0A0000", "image/png")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData("524946460000000057415645", "application/octet-stream")]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("000000186674797069736F6D", "video/mp4")]
    [InlineData("000000186674797033677034", "video/3gpp")]
    [InlineData("00000018667479704D344120", "audio/mp4")]
    [InlineData("4F676753", "audio/ogg")]
    [InlineData("2321414D520A", "audio/amr")]
    [InlineData("494433040000", "audio/mpeg")]
    [InlineData("FFFB9064", "audio/mpeg")]
    [InlineData("FFF15080", "audio/aac")]
    [InlineData("504B0304", "application/zip")]
    [InlineData("D0CF11E0A1B11AE1", "application/x-ole-storage")]
    [InlineData("4D5A9000", "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    public void Type_follows_from_the_first_bytes(string hex, string type) =>
        Assert.Equal(type, MediaSniffer.TypeOf(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("Grüße, 3 €")]
    public void What_a_browser_might_run_is_plain_text(string text)
    {
        var type = MediaSniffer.TypeOf(Encoding.UTF8.GetBytes(text));

        Assert.Equal("text/plain", type);
        Assert.False(MediaSniffer.IsSafeImage(type));
    }
}
