using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Engine.Registry;
using Tandem.Hub.DropIn;

namespace Tandem.Hub.Access;

/// <summary>Who may do what: keys for programs, a cookie for the console, nothing for anybody else.</summary>
internal static class AccessSetup
{
    /// <summary>Policies for calls of programs, by the scope a key needs.</summary>
    public const string Read = "read", Send = "send", Manage = "manage", Owner = "owner";

    /// <summary>Adds schemes, policies and the limit on guessing.</summary>
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddSingleton<SignInLinks>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.Cookie.Name = "tandem";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax; // strict would lose the cookie behind the one-time link
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.LoginPath = SignInEndpoints.Path;
                options.AccessDeniedPath = SignInEndpoints.Path;
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.SlidingExpiration = true;
                options.Events.OnValidatePrincipal = RenewAsync;
            })
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(CookieAuthenticationDefaults.AuthenticationScheme)
                .RequireAuthenticatedUser().Build())
            .AddPolicy(Read, policy => NeedScope(policy, "read"))
            .AddPolicy(Send, policy => NeedScope(policy, "send"))
            .AddPolicy(Manage, policy => NeedScope(policy, "manage"))
            .AddPolicy(Owner, policy => Need(policy, caller => caller.IsOwner))
            .AddPolicy(DropInEndpoints.Policy, policy => Need(policy, _ => true));
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(SignInEndpoints.LimitPolicy, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) }));
        });
    }

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
