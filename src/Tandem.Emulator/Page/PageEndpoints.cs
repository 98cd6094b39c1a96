using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tandem.Emulator.Page;

/// <summary>The page at the root: the chats on the owner's phone, live.</summary>
internal static class PageEndpoints
{
    private static readonly byte[] Html = Load();

    public static void MapPage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", () => TypedResults.Bytes(Html, "text/html; charset=utf-8")).ExcludeFromDescription();

    private static byte[] Load()
    {
        using var stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream("page.html")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
