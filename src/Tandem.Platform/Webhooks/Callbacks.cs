using System.Globalization;
using Tandem.Platform.Graph;

namespace Tandem.Platform.Webhooks;

/// <summary>Sets callbacks once they agreed, and tells the Graph caller how it went.</summary>
internal static class Callbacks
{
    public static void Set(
        World world,
        CallbackTarget target,
        string id,
        string url,
        string verifyToken,
        IReadOnlyList<string>? fields = null)
    {
        switch (target)
        {
            case CallbackTarget.App when world.Accounts.App(id) is { } app:
                app.CallbackUrl = url;
                app.VerifyToken = verifyToken;
                if (fields is not null)
                    app.Fields = new(fields, StringComparer.Ordinal);
                break;
            case CallbackTarget.Account when world.Accounts.Account(id) is { } account:
                account.OverrideUrl = url;
                break;
            case CallbackTarget.Number when world.Accounts.Number(id) is { } number:
                number.OverrideUrl = url;
                break;
        }

        world.Record(LedgerKinds.WebhookConfigured, null, null, null, Legs.Control, new());
    }

    /// <summary>The account's edge answers with the subscription beside its success, the others with success
    /// alone.</summary>
    public static Reply Agreed(World world, Challenge challenge) =>
        challenge.Target == CallbackTarget.Account && world.Accounts.Account(challenge.TargetId) is { } account
            ? Reply.Json(writer => AccountNode.WriteSubscription(writer, account, withSuccess: true))
            : Reply.Success;

    public static Reply NotAgreed(int? httpStatus) => new Refusal(
        400,
        2200,
        "Callback verification failed: HTTP status " + (httpStatus?.ToString(CultureInfo.InvariantCulture) ?? "none"));
}
