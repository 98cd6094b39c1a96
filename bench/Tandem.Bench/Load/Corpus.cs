using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Bench.Load;

/// <summary>Signed webhooks, each with a message of its own, of the size that Meta's have.</summary>
internal sealed class Corpus
{
    /// <summary>The app's secret.</summary>
    public const string Secret = "the app's secret of the bench";

    /// <summary>The WABA of all numbers.</summary>
    public const string Waba = "102290129340398";

    private const int Numbers = 4;
    private const int Customers = 400;

    // A webhook of a text message is about 1.2 KB on the wire.
    private const int TextLength = 700;

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Secret);
    private static readonly string Filling = string.Concat(
        Enumerable.Repeat("the quick brown fox jumps over the lazy dog ", TextLength / 44 + 1))[..TextLength];

    private long _next;

    /// <summary>The phone number ids that the messages come to.</summary>
    public static IReadOnlyList<string> PhoneNumberIds { get; } =
        [.. Enumerable.Range(0, Numbers).Select(n => (106540352242000L + n).ToString(CultureInfo.InvariantCulture))];

    /// <summary>The next webhook: a wamid never comes twice.</summary>
    public SignedWebhook Next()
    {
        var n = Interlocked.Increment(ref _next);
        var number = PhoneNumberIds[(int)(n % Numbers)];
        var customer = 16505550000L + n % Customers;
        var text = string.Create(CultureInfo.InvariantCulture,
            $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"{{{Waba}}}","changes":[{"field":"messages","value":{
            "messaging_product":"whatsapp",
            "metadata":{"display_phone_number":"15550783881","phone_number_id":"{{{number}}}"},
            "contacts":[{"profile":{"name":"Sheena Nelson"},"wa_id":"{{{customer}}}"}],
            "messages":[{"from":"{{{customer}}}","id":"wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQUJFTkNI{{{n:D12}}}",
            "timestamp":"{{{1_750_000_000 + n / 100}}}","text":{"body":"{{{Filling}}}"},"type":"text"}]}}]}]}
            """);
        var body = Encoding.UTF8.GetBytes(text.Replace("\n", "", StringComparison.Ordinal));
        return new SignedWebhook(body, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Key, body)));
    }

    /// <summary>Writes <paramref name="count"/> webhooks as lines: signature, tab, body.</summary>
    public void Write(string path, int count)
    {
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        for (var i = 0; i < count; i++)
        {
            var webhook = Next();
            file.Write(Encoding.ASCII.GetBytes(webhook.Signature));
            file.WriteByte((byte)'\t');
            file.Write(webhook.Body);
            file.WriteByte((byte)'\n');
        }
    }
}

/// <summary>A body, and the value of its <c>X-Hub-Signature-256</c>.</summary>
internal sealed record SignedWebhook(byte[] Body, string Signature);
