using Tandem.Platform.Accounts;
using Tandem.Platform.Link;

namespace Tandem.Platform.Graph;

/// <summary>
/// Exchanges the code of a finished signup for the account's token (Meta, "Onboarding customers as a Tech Provider").
/// Texts and codes of its errors are those of Facebook Login.
/// </summary>
internal sealed class OAuthEdge(World world, SignupDesk signups)
{
    public Reply Exchange(Call call)
    {
        if (!call.Is("GET") && !call.Is("POST"))
            return call.UnknownObject();
        if (call.Parameters.Text("client_id") is not { Length: > 0 } clientId)
            return Error(101, "Missing client_id parameter.");
        if (world.Accounts.App(clientId) is not { } app)
            return Error(101, "Error validating application. Invalid application ID.");
        if (!Secrets.Same(call.Parameters.Text("client_secret"), app.Secret))
            return Error(1, "Error validating client secret.");
        if (call.Parameters.Text("code") is not { Length: > 0 } code)
            return Error(1, "Missing authorization code");
        if (signups.FindByCode(code) is not { } signup || signup.Number.Account.App != app)
            return Error(100, "Invalid verification code format.");
        if (signup.CodeUsed)
            return Error(100, "This authorization code has been used.") with { Subcode = 36009 };
        if (world.Now >= signup.CodeUntil)
            return Error(100, "This authorization code has expired.") with { Subcode = 36007 };
        signup.CodeUsed = true;
        var account = signup.Number.Account;
        if (account.Tokens[^1].HasEnded(world.Now))
            world.Accounts.Issue(account, new("EAAG" + world.Links.Hex(40)));
        return Reply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("access_token", account.AccessToken);
            writer.WriteString("token_type", "bearer");
            writer.WriteEndObject();
        });
    }

    private static Refusal Error(int code, string text) => new(400, code, text) { Numbered = false };
}
