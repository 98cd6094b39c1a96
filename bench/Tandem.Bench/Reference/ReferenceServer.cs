using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Tandem.Bench.Load;

namespace Tandem.Bench.Reference;

/// <summary>What a reference server does between signature and 200.</summary>
internal enum ReferenceMode
{
    /// <summary>Nothing: the ceiling.</summary>
    Null,

    /// <summary>One record in a preallocated file, one sync for all that gathered: the ideal.</summary>
    Log,
}

/// <summary>The same Kestrel with the same check of the signature, and nothing else.</summary>
internal static class ReferenceServer
{
    public static async Task<int> RunAsync(ReferenceMode mode, string? file, CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        using var log = mode == ReferenceMode.Log ? new PreallocatedLog(file!) : null;
        var secret = Encoding.UTF8.GetBytes(Corpus.Secret);
        app.Run(http => AnswerAsync(http, secret, log));
        await app.StartAsync(ct);
        var address = app.Services.GetRequiredService<IServer>().Features
            .GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        System.Console.WriteLine($"{mode}: {address}");
        System.Console.WriteLine("ready");
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    private static async Task AnswerAsync(HttpContext http, byte[] secret, PreallocatedLog? log)
    {
        var length = (int)http.Request.ContentLength!.Value;
        var body = new byte[length];
        await http.Request.Body.ReadExactlyAsync(body);
        http.Response.StatusCode = IsSigned(http.Request.Headers["X-Hub-Signature-256"].ToString(), secret, body)
            ? StatusCodes.Status200OK
            : StatusCodes.Status401Unauthorized;
        if (log is not null && http.Response.StatusCode == StatusCodes.Status200OK)
            await log.AppendAsync(body);
    }

    private static bool IsSigned(string header, byte[] secret, byte[] body)
    {
        const string prefix = "sha256=";
        Span<byte> told = stackalloc byte[32];
        Span<byte> own = stackalloc byte[32];
        HMACSHA256.HashData(secret, body, own);
        return header.StartsWith(prefix, StringComparison.Ordinal)
            && Convert.FromHexString(header.AsSpan(prefix.Length), told, out _, out var written)
                == System.Buffers.OperationStatus.Done
            && written == told.Length && CryptographicOperations.FixedTimeEquals(told, own);
    }
}
