using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Tandem.Emulator.Page;

/// <summary>The page at the root: phones, customers and what the API saw, live.</summary>
internal static class PageEndpoints
{
    // Nothing from elsewhere, nothing inline: a customer's words can never become part of the page.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        var files = new PageFiles();
        routes.MapGet("/", (HttpContext context) =>
        {
            Guard(context.Response.Headers);
            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(
                files.Html, "text/html; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{files.Version}\""));
        }).ExcludeFromDescription();
        routes.MapGet(PageFiles.Folder + "/{version}/{**name}", IResult (
            string version, string name, HttpContext context) =>
        {
            if (version != files.Version || files.Find(name) is not { } file)
                return TypedResults.NotFound();
            Guard(context.Response.Headers);
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return TypedResults.Bytes(file.Bytes, file.ContentType);
        }).ExcludeFromDescription();
        routes.MapFallback(PageFiles.Folder + "/{**path}", () => TypedResults.NotFound()).ExcludeFromDescription();
    }

    private static void Guard(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
