using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Tandem.Console.Access;
using Tandem.Console.Layout;
using Tandem.Console.Live;
using Tandem.Console.Words;

namespace Tandem.Console;

/// <summary>Puts the console into a host.</summary>
/// <remarks>
/// The host provides the engine's <c>Reader</c>, <c>INumberDoor</c>, <c>FeedSignal</c> and <c>RegistrationBook</c>, a
/// <see cref="TimeProvider"/>, static web assets, and a signed-in principal made by <c>Caller.ToPrincipal</c>.
/// </remarks>
public static class ConsoleSetup
{
    /// <summary>Where a person signs in; the host's.</summary>
    public const string SignInPath = "/signin";

    /// <summary>Where a form POST signs out; the host's.</summary>
    public const string SignOutPath = "/signout";

    /// <summary>The page that a wrong address gets.</summary>
    public const string NotFoundPath = "/not-found";

    /// <summary>Adds the console's pages and what they need.</summary>
    public static IServiceCollection AddTandemConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddMudServices();
        services.AddSingleton<LiveFeed>();
        services.AddScoped<SignedIn>();
        services.AddScoped<Workplace>();
        services.AddScoped<LocalTime>();
        services.AddScoped<Browser>();
        return services;
    }

    /// <summary>Maps the console's pages and files. The pages are shown to nobody who is not signed in.</summary>
    /// <remarks>Call it behind authentication, authorization and antiforgery.</remarks>
    public static RazorComponentsEndpointConventionBuilder MapTandemConsole(this WebApplication app)
    {
        // A program built without the list of these files, such as a test of the API, serves pages without them.
        var name = $"{app.Environment.ApplicationName}.staticwebassets.endpoints.json";
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, name)))
            app.MapStaticAssets().AllowAnonymous();

        var pages = app.MapRazorComponents<App>().AddInteractiveServerRenderMode(
            options => options.ContentSecurityFrameAncestorsPolicy = null); // part of the page's own policy
        pages.RequireAuthorization();
        return pages;
    }
}
