using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Engine.Registry;
using Tandem.Hub.DropIn;
using Tandem.Hub.Options;

namespace Tandem.Hub.Access;

/// <summary>Who may do what: keys for programs, a cookie for the console, nothing for anybody else.</summary>
internal static class AccessSetup
{
    /// <summary>Policies for calls of programs, by the scope a key needs.</summary>
    public const string Read = "read", Send = "send", Manage = "manage", Owner = "owner";

    /// <summary>The policy of what programs and people read alike: any key, or any session of the console.</summary>
    public const string Anybody = "anybody";

    /// <summary>The policy of what the console's pages load: a session, or a key, that may read.</summary>
    public const string Session = "session";

    private const string CookieName = "tandem", EitherScheme = "either";

    /// <summary>Adds schemes, policies and the limit on guessing.</summary>
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddSingleton<SignInLinks>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.Cookie.Name = CookieName;
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax; // strict would lose the cookie behind the one-time link
                options.LoginPath = SignInEndpoints.Path;
                options.AccessDeniedPath = SignInEndpoints.Path;
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.SlidingExpiration = true;
                options.Events.OnValidatePrincipal = RenewAsync;
            })
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null)
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = SchemeOf);
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<HubOptions>((cookie, hub) => cookie.Cookie.SecurePolicy = SecureFor(hub));
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(CookieAuthenticationDefaults.AuthenticationScheme)
                .RequireAuthenticatedUser().Build())
            .AddPolicy(Read, policy => NeedScope(policy, "read"))
            .AddPolicy(Send, policy => NeedScope(policy, "send"))
            .AddPolicy(Manage, policy => NeedScope(policy, "manage"))
            .AddPolicy(Owner, policy => Need(policy, caller => caller.IsOwner))
            .AddPolicy(Anybody, policy => policy.AddAuthenticationSchemes(EitherScheme).RequireAuthenticatedUser())
            .AddPolicy(Session, policy => policy.AddAuthenticationSchemes(EitherScheme).RequireAuthenticatedUser()
                .RequireAssertion(context => Caller.Of(context.User)?.Has("read") == true))
            .AddPolicy(DropInEndpoints.Policy, policy => Need(policy, _ => true));
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(SignInEndpoints.LimitPolicy, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    // Behind a proxy every request comes by http, and yet the browser's does not.
    private static CookieSecurePolicy SecureFor(HubOptions hub) =>
        hub.PublicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true
            ? CookieSecurePolicy.Always
            : CookieSecurePolicy.SameAsRequest;

    // A browser is led to the sign-in page, a program is told that it needs a key.
    private static string SchemeOf(HttpContext http) =>
        http.Request.Headers.Authorization.Count == 0
        && (http.Request.Cookies.ContainsKey(CookieName)
            || http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            ? CookieAuthenticationDefaults.AuthenticationScheme
            : KeyAuthentication.SchemeName;

    private static void NeedScope(AuthorizationPolicyBuilder policy, string scope) =>
        Need(policy, caller => caller.Has(scope));

    private static void Need(AuthorizationPolicyBuilder policy, Func<Caller, bool> isAllowed)
    {
        policy.AddAuthenticationSchemes(KeyAuthentication.SchemeName);
        policy.RequireAuthenticatedUser();
        policy.RequireAssertion(context => Caller.Of(context.User) is { } caller && isAllowed(caller));
    }

    // A cookie is worth what its key is worth now: a revoked key ends the session with its next request.
    private static async Task RenewAsync(CookieValidatePrincipalContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<KeyRing>();
        if (context.Principal is { } principal && Caller.Of(principal) is { } caller
            && await keys.FindByIdAsync(caller.KeyId, context.HttpContext.RequestAborted) is { RevokedAt: null } key)
        {
            context.ReplacePrincipal(Caller.Of(key).ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
            return;
        }

        context.RejectPrincipal();
    }
}
