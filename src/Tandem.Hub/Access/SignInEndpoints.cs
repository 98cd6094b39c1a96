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
            :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif;
              --line: light-dark(#dbe2dc, #2a3631); --quiet: light-dark(#4a5752, #b3beb8);
              --brand: light-dark(#0c5f54, #5bd0b3); }
            * { box-sizing: border-box; }
            body { min-height: 100dvh; margin: 0; padding: 16px; display: grid; place-items: center;
              background: light-dark(#ecf0ec, #0e1412); color: light-dark(#17211d, #e6ece8); }
            main { width: min(25rem, 100%); padding: 28px; border: 1px solid var(--line); border-radius: 18px;
              background: light-dark(#fff, #161d1a); box-shadow: 0 8px 30px rgb(0 0 0 / 12%); }
            h1 { margin: 0 0 4px; font-size: 1.5rem; letter-spacing: -.02em; }
            p { margin: 0 0 18px; color: var(--quiet); }
            p[role=alert] { padding: 10px 14px; border-radius: 10px; color: light-dark(#a3242b, #ff9a95);
              background: light-dark(#fbe3e2, #43201f); }
            label { font-weight: 600; }
            input, button { width: 100%; min-height: 44px; padding: 8px 14px; font: inherit; border-radius: 10px; }
            input { margin: 6px 0 14px; border: 1px solid var(--quiet); background: transparent; color: inherit; }
            button { border: 0; font-weight: 650; background: var(--brand); color: light-dark(#fff, #06241d); }
            :focus-visible { outline: 2px solid light-dark(#0b6bcb, #79b8ff); outline-offset: 1px; }
          </style>
        </head>
        <body><main>
          <h1>Tandem</h1>
          <p>One timeline for the phone, bots and people of a number.</p>
          {{(message.Length == 0 ? "" : $"<p role=\"alert\">{HtmlEncoder.Default.Encode(message)}</p>")}}
          <form method="post" action="{{Path}}">
            <label for="key">API key</label>
            <input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
            <button type="submit">Sign in</button>
          </form>
          <p style="margin: 16px 0 0"><small><code>tandem up</code> prints a link that signs you in once.</small></p>
        </main></body>
        </html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);
}
