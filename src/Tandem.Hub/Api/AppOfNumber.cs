using System.Security.Cryptography;
using System.Text;
using Tandem.Engine.Registry;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>
/// Which app signs a number's webhooks. Meta gives each app a secret of its own, so one secret stands for one app,
/// whether it was named or not.
/// </summary>
/// <param name="App">The app as it is from now on.</param>
/// <param name="Absorbed">An app registered without its id, known now under another one; null if there is none.</param>
internal sealed record AppOfNumber(AppRegistration App, string? Absorbed)
{
    private const string Unnamed = "secret_";

    /// <summary>Decides it.</summary>
    /// <param name="body">What was sent; already checked.</param>
    /// <param name="known">The number as registered before, or null.</param>
    /// <param name="apps">All apps.</param>
    /// <param name="secrets">Opens what is stored.</param>
    /// <returns>The app, or what is wrong with the request.</returns>
    public static (AppOfNumber? App, string? Mistake) Of(
        NumberBody body, NumberRegistration? known, IReadOnlyList<AppRegistration> apps, ISecrets secrets)
    {
        var secret = Encoding.UTF8.GetBytes(body.AppSecret!);
        var same = apps.FirstOrDefault(app => CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(secrets.Unprotect(app.ProtectedSecret)), secret));
        if (same is not null && body.AppId is { } named && named != same.AppId && !IsUnnamed(same.AppId))
        {
            return (null, $"app_secret is the secret of app {same.AppId}, and an app has a secret of its own; "
                + $"send app_id {same.AppId}, or the secret of app {named}");
        }

        var id = body.AppId ?? same?.AppId ?? known?.AppId ?? Unnamed + KeyText.Hash(body.AppSecret!)![..16];
        return (new AppOfNumber(
            new AppRegistration(id, secrets.Protect(body.AppSecret!)),
            same is not null && same.AppId != id ? same.AppId : null), null);
    }

    private static bool IsUnnamed(string appId) => appId.StartsWith(Unnamed, StringComparison.Ordinal);
}
