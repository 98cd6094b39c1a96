using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Engine.Registry;

namespace Tandem.Hub.Access;

/// <summary>How a person gets into the console: by a one-time link, or by pasting a key.</summary>
internal static class SignInEndpoints
{
    /// <summary>Where signing in happens.</summary>
    public const string Path = "/signin";

    /// <summary>The policy that slows guessing down.</summary>
    public const string LimitPolicy = "signin";

    /// <summary>Maps the page, the form and signing out.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription()
            .RequireRateLimiting(LimitPolicy);
        group.MapGet(Path, ShowAsync);
        group.MapPost(Path, EnterAsync);
        group.MapPost("/signout", (Delegate)LeaveAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, SignInLinks links, KeyRing keys, CancellationToken ct)
    {
        if (!http.Request.Query.TryGetValue("code", out var code))
            return Page("", StatusCodes.Status200OK);

        return links.Spend(code) is { } keyId && await keys.FindByIdAsync(keyId, ct) is { RevokedAt: null } key
            ? await SignInAsync(http, key)
            : Page("This link was used or is too old. Paste your API key instead.", StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> EnterAsync(HttpContext http, KeyRing keys, CancellationToken ct)
    {
        // A form of another site must not sign anybody in under a name that is not theirs.
        if (!IsOwnForm(http.Request) || !http.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status400BadRequest);

        var form = await http.Request.ReadFormAsync(ct);
        return await keys.FindAsync(form["key"].ToString().Trim(), ct) is { } key
            ? await SignInAsync(http, key)
            : Page("No key of this hub has that text.", StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> LeaveAsync(HttpContext http)
    {
        if (IsOwnForm(http.Request))
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(Path);
    }

    private static async Task<IResult> SignInAsync(HttpContext http, ApiKeyRegistration key)
    {
        await http.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            Caller.Of(key).ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
        return Results.LocalRedirect("/");
    }

    private static bool IsOwnForm(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is [] or ["same-origin"] or ["none"];

    private static IResult Page(string message, int status) => Results.Content(
        $$"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Sign in · Tandem</title>
          <style>
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { min-height: 100vh; margin: 0; display: grid; place-items: center; }
            main { width: min(26rem, calc(100vw - 2rem)); }
            input, button { font: inherit; width: 100%; box-sizing: border-box; padding: .6rem .8rem; margin: .4rem 0; }
            p[role=alert] { color: light-dark(#a4000f, #ff8a80); }
          </style>
        </head>
        <body><main>
          <h1>Tandem</h1>
          <p role="alert">{{HtmlEncoder.Default.Encode(message)}}</p>
          <form method="post" action="{{Path}}">
            <label for="key">API key</label>
            <input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
            <button type="submit">Sign in</button>
          </form>
          <p><small><code>tandem up</code> prints a link that signs you in once.</small></p>
        </main></body>
        </html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);
}
