using System.Globalization;
using System.Text;
using Tandem.CloudApi.Security;
using Tandem.Fuzz.Tests.Making;

namespace Tandem.Fuzz.Tests.Http;

/// <summary>A request as bytes.</summary>
/// <param name="Pieces">What is written, one after the other.</param>
/// <param name="EndsInput">Whether the connection is half closed after it.</param>
/// <param name="Way">What is odd about it.</param>
internal sealed record RawRequest(IReadOnlyList<ReadOnlyMemory<byte>> Pieces, bool EndsInput, string Way);

/// <summary>Writes inputs as HTTP requests: mostly as Meta does, often as nobody should.</summary>
internal sealed class Dialect(Random chance)
{
    private const string Path = "/webhooks/whatsapp";

    private static readonly string[] Methods =
        ["GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "post", "PO ST", "CONNECT", "\u00e9"];

    private static readonly string[] Paths =
    [
        "/webhooks/whatsapp/", "//webhooks/whatsapp", "/WEBHOOKS/WHATSAPP", "/webhooks/whatsapp?hub.mode=subscribe",
        "/webhooks%2Fwhatsapp", "/webhooks/./whatsapp", "/webhooks/x/../whatsapp", "http://a.example/webhooks/whatsapp",
        "*", "/webhooks/whatsapp\u0001", "/webhooks/whatsapp#x", "/webhooks", "",
    ];

    private static readonly string[] Headers =
    [
        "Content-Encoding: gzip", "Content-Encoding: identity", "Content-Type: text/xml", "Content-Type: ,;",
        "Expect: 100-continue", "Expect: 200-maybe", "Upgrade: h2c\r\nConnection: Upgrade", "X-Nul: a\0b",
        "X-Bytes: \u00ff\u00fe", "Accept: text/html", "Authorization: Bearer nobody", "X-HTTP-Method-Override: GET",
        "Cookie: a=b", ": no name", "no colon", " folded: yes", "Host: another", "X-Forwarded-For: 1.2.3.4",
        "Content-Length : 3", "Transfer-Encoding: identity", "Transfer-Encoding: gzip, chunked", "Trailer: X-Late",
        "Connection: close", "Connection: keep-alive, close",
    ];

    /// <summary>A request with an input.</summary>
    public RawRequest Write(FuzzInput input) => chance.Next(24) switch
    {
        0 => With(input, "method", method: Methods[chance.Next(Methods.Length)]),
        1 => With(input, "path", path: Paths[chance.Next(Paths.Length)]),
        2 or 3 => With(input, "header", extra: Headers[chance.Next(Headers.Length)]),
        4 => With(input, "many headers", extra: string.Join("\r\n", Enumerable.Range(0, 120).Select(n => $"X-{n}: y"))),
        5 => With(input, "long header", extra: $"X-Long: {new string('x', chance.Next(1000, 40_000))}"),
        6 => With(input, "length too small", length: Math.Max(0, input.Body.Length - chance.Next(1, 9)), ends: true),
        7 => With(input, "length too large", length: input.Body.Length + chance.Next(1, 9), ends: true),
        8 => With(input, "no length", length: -1, ends: true),
        9 => With(input, "two lengths", extra: $"Content-Length: {input.Body.Length + chance.Next(2)}"),
        10 => With(input, "length and chunks", extra: "Transfer-Encoding: chunked", ends: true),
        11 => With(input, "signature twice", extra: $"{WebhookSignature.HeaderName}: {input.Signature}"),
        12 => With(input, "HTTP/1.0", version: "HTTP/1.0"),
        13 => With(input, "another version", version: chance.Next(2) == 0 ? "HTTP/2.0" : "HTTP/9"),
        14 or 15 => Chunked(input, isRight: true),
        16 => Chunked(input, isRight: false),
        17 or 18 => Slowly(With(input, "in pieces")),
        19 => new([Garbage()], EndsInput: true, "garbage"),
        _ => With(input, "as Meta does"),
    };

    private static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    private static RawRequest With(
        FuzzInput input,
        string way,
        string method = "POST",
        string path = Path,
        string version = "HTTP/1.1",
        string? extra = null,
        int? length = null,
        bool ends = false)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{method} {path} {version}\r\nHost: hub.example\r\n");
        if (input.Signature is not null)
            head.Append(CultureInfo.InvariantCulture, $"{WebhookSignature.HeaderName}: {input.Signature}\r\n");
        if (extra?.StartsWith("Content-Type", StringComparison.Ordinal) != true)
            head.Append("Content-Type: application/json\r\n");
        if (length != -1)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length ?? input.Body.Length}\r\n");
        if (extra is not null)
            head.Append(extra).Append("\r\n");
        head.Append("\r\n");
        return new RawRequest([Latin(head.ToString()), input.Body], ends, way);
    }

    private RawRequest Chunked(FuzzInput input, bool isRight)
    {
        var whole = With(input, isRight ? "chunks" : "broken chunks", extra: "Transfer-Encoding: chunked", length: -1);
        var pieces = new List<ReadOnlyMemory<byte>> { whole.Pieces[0] };
        for (var at = 0; at < input.Body.Length;)
        {
            var size = Math.Min(chance.Next(1, 1 + (input.Body.Length / 2)), input.Body.Length - at);
            var extension = chance.Next(4) == 0 ? ";a=b" : "";
            pieces.Add(Latin($"{size:x}{extension}\r\n"));
            pieces.Add(input.Body.AsMemory(at, size));
            pieces.Add(Latin("\r\n"));
            at += size;
        }

        pieces.Add(Latin(chance.Next(4) == 0 ? "0\r\nX-Late: yes\r\n\r\n" : "0\r\n\r\n"));
        if (!isRight)
            pieces[chance.Next(1, pieces.Count)] = Latin(chance.Next(3) switch { 0 => "zz\r\n", 1 => "", _ => "\r\n" });
        return new RawRequest(pieces, EndsInput: !isRight, whole.Way);
    }

    private RawRequest Slowly(RawRequest request)
    {
        byte[] all = [.. request.Pieces[0].Span, .. request.Pieces[1].Span];
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < all.Length;)
        {
            var size = Math.Min(chance.Next(1, 400), all.Length - at);
            pieces.Add(all.AsMemory(at, size));
            at += size;
        }

        return request with { Pieces = pieces };
    }

    private byte[] Garbage()
    {
        var bytes = new byte[chance.Next(1, 2000)];
        chance.NextBytes(bytes);
        return bytes;
    }
}
