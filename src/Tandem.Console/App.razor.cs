using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;

namespace Tandem.Console;

/// <summary>The page around everything.</summary>
public sealed partial class App
{
    /// <summary>What a page of the console may load: its own files and its own connection, nothing else.</summary>
    /// <remarks>Styles may stand in markup, because MudBlazor writes its theme there; scripts may not.</remarks>
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // Not prerendered: the data would be read twice, and the first answer would be shown before the key is checked.
    private static readonly IComponentRenderMode Interactive = new InteractiveServerRenderMode(prerender: false);

    /// <summary>The request; present because this component is never interactive.</summary>
    [CascadingParameter]
    public HttpContext? Http { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Http is not { Response.HasStarted: false } http)
            return;

        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "same-origin"; // ids of conversations are nobody else's business
        http.Response.Headers.CacheControl = "no-store";
    }
}
