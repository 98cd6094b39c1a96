using System.Text;
using Tandem.CloudApi.Security;

namespace Tandem.CloudApi.Tests.Security;

public sealed class WebhookSignatureTests
{
    private static readonly byte[] Secret = "an app secret"u8.ToArray();
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"text":"caf\u00e9 \ud83d\ude00 é \/"}""");

    private static string Signed => WebhookSignature.Sign(Body, Secret);

    [Fact]
    public void A_signature_is_the_keyed_hash_of_the_raw_bytes()
    {
        // RFC 4231, test case 2.
        var signature = WebhookSignature.Sign("what do ya want for nothing?"u8, "Jefe"u8);

        Assert.Equal("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", signature);
        Assert.True(WebhookSignature.IsValid("what do ya want for nothing?"u8, signature, "Jefe"u8));
    }

    [Fact]
    public void A_body_with_escapes_and_with_non_ascii_is_accepted_as_it_came() =>
        Assert.True(WebhookSignature.IsValid(Body, Signed, Secret));

    [Fact]
    public void A_missing_or_empty_header_is_no_signature()
    {
        Assert.False(WebhookSignature.IsValid(Body, null, Secret));
        Assert.False(WebhookSignature.IsValid(Body, "", Secret));
        Assert.False(WebhookSignature.IsValid(Body, "sha256=", Secret));
    }

    [Fact]
    public void A_signature_of_the_wrong_length_is_refused()
    {
        Assert.False(WebhookSignature.IsValid(Body, Signed[..^1], Secret));
        Assert.False(WebhookSignature.IsValid(Body, Signed[..^2], Secret));
        Assert.False(WebhookSignature.IsValid(Body, Signed + "0", Secret));
        Assert.False(WebhookSignature.IsValid(Body, Signed + "00", Secret));
        Assert.False(WebhookSignature.IsValid(Body, " " + Signed, Secret));
    }

    [Fact]
    public void Upper_case_hex_is_refused() =>
        Assert.False(WebhookSignature.IsValid(Body, "sha256=" + Signed["sha256=".Length..].ToUpperInvariant(), Secret));

    [Fact]
    public void Another_prefix_is_refused()
    {
        var hex = Signed["sha256=".Length..];

        Assert.False(WebhookSignature.IsValid(Body, hex, Secret));
        Assert.False(WebhookSignature.IsValid(Body, "SHA256=" + hex, Secret));
        Assert.False(WebhookSignature.IsValid(Body, "sha1=" + hex[..40], Secret));
        Assert.False(WebhookSignature.IsValid(Body, "sha512=" + hex, Secret));
    }

    [Fact]
    public void Letters_that_are_not_hex_are_refused() =>
        Assert.False(WebhookSignature.IsValid(Body, Signed[..^1] + "g", Secret));

    [Fact]
    public void Two_headers_joined_are_refused() =>
        Assert.False(WebhookSignature.IsValid(Body, Signed + "," + Signed, Secret));

    [Fact]
    public void The_signature_of_a_reserialised_body_is_refused()
    {
        var reserialised = Encoding.UTF8.GetBytes("""{"text":"café 😀 é /"}""");

        Assert.False(WebhookSignature.IsValid(Body, WebhookSignature.Sign(reserialised, Secret), Secret));
    }

    [Fact]
    public void The_secret_of_another_app_is_refused() =>
        Assert.False(WebhookSignature.IsValid(Body, WebhookSignature.Sign(Body, "another secret"u8), Secret));

    [Fact]
    public void A_trailing_byte_is_refused()
    {
        Assert.False(WebhookSignature.IsValid([.. Body, (byte)'\n'], Signed, Secret));
        Assert.False(WebhookSignature.IsValid(Body.AsSpan()[..^1], Signed, Secret));
    }

    [Fact]
    public void Any_single_changed_digit_is_refused()
    {
        for (var i = "sha256=".Length; i < Signed.Length; i++)
        {
            var digits = Signed.ToCharArray();
            digits[i] = digits[i] == '0' ? '1' : '0';
            Assert.False(WebhookSignature.IsValid(Body, new string(digits), Secret));
        }
    }
}
