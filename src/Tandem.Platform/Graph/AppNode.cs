using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Graph;

/// <summary>The app node: its callback, and what its tokens are good for.</summary>
internal sealed class AppNode(World world, Challenges challenges)
{
    public Reply? Handle(Call call, App app, string edge)
    {
        if (edge.Length == 0 && call.Is("GET"))
        {
            var fields = new FieldList(app.Id);
            fields.Add("name", app.Name, byDefault: true);
            fields.Add("link", "https://www.facebook.com/games/?app_id=" + app.Id, byDefault: true);
            return Reply.Json(writer => fields.Write(writer, call.Parameters.Text("fields")));
        }

        if (edge != "subscriptions" || !Secrets.Same(call.Token, app.OwnToken))
            return call.UnknownObject();
        if (call.Is("GET"))
            return Reply.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("data");
                if (app.CallbackUrl is { } current)
                {
                    writer.WriteStartObject();
                    writer.WriteString("object", "whatsapp_business_account");
                    writer.WriteString("callback_url", current);
                    writer.WriteBoolean("active", true);
                    WriteFields(writer, app);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
        return call.Is("POST") ? Subscribe(call, app) : call.UnknownObject();
    }

    /// <summary>What a token is: its app, and the accounts it sees.</summary>
    public Reply DebugToken(Call call)
    {
        if (call.Parameters.Text("input_token") is not { Length: > 0 } token)
            return Refusal.Parameter("The parameter input_token is required.");
        var seen = world.Accounts.All.FindAll(account => account.Opens(token));
        var known = world.Accounts.Token(token);
        var isValid = seen.Count > 0 && known?.HasEnded(world.Now) != true;
        return Reply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("data");
            if (seen.Count > 0)
            {
                writer.WriteString("app_id", seen[0].App.Id);
                writer.WriteString("type", Secrets.Same(token, seen[0].App.OwnToken) ? "APP" : "SYSTEM_USER");
                writer.WriteString("application", seen[0].App.Name);
                writer.WriteNumber("expires_at", known?.EndsAt?.ToUnixTimeSeconds() ?? 0);
            }

            writer.WriteBoolean("is_valid", isValid);
            string[] scopes = ["whatsapp_business_management", "whatsapp_business_messaging"];
            writer.WriteStartArray("scopes");
            foreach (var scope in isValid ? scopes : [])
                writer.WriteStringValue(scope);
            writer.WriteEndArray();
            writer.WriteStartArray("granular_scopes");
            foreach (var scope in isValid ? scopes : [])
            {
                writer.WriteStartObject();
                writer.WriteString("scope", scope);
                writer.WriteStartArray("target_ids");
                foreach (var account in seen)
                    writer.WriteStringValue(account.WabaId);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    private Reply? Subscribe(Call call, App app)
    {
        if (call.Parameters.Text("object") != "whatsapp_business_account")
            return Refusal.Parameter("Param object must be one of {WHATSAPP_BUSINESS_ACCOUNT}");
        if ((call.Parameters.Text("callback_url") ?? app.CallbackUrl) is not { } url || !Challenges.IsAddress(url))
            return Refusal.Parameter("The parameter callback_url is required.");
        var fields = FieldsOf(call);
        if (fields?.Find(field => !Webhooks.Fields.All.Contains(field)) is { } unknown)
            return Refusal.Parameter(
                $"Param fields must be one of {{{string.Join(", ", Webhooks.Fields.All)}}} - got \"{unknown}\".");
        challenges.Pose(new(
            CallbackTarget.App,
            app.Id,
            url,
            call.Parameters.Text("verify_token") ?? app.VerifyToken ?? "",
            call.Request.RequestId,
            call.Version,
            Fields: fields));
        return null;
    }

    /// <summary>Names with commas between them, or an array of names; null: the fields stay as they are.</summary>
    private static List<string>? FieldsOf(Call call)
    {
        if (call.Parameters.Nested("fields") is { ValueKind: JsonValueKind.Array } array)
            return [.. array.EnumerateArray().Select(name => name.ToString())];
        return call.Parameters.Text("fields") is { Length: > 0 } text
            ? [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            : null;
    }

    private void WriteFields(Utf8JsonWriter writer, App app)
    {
        writer.WriteStartArray("fields");
        foreach (var field in Webhooks.Fields.All.Where(app.Wants))
        {
            writer.WriteStartObject();
            writer.WriteString("name", field);
            writer.WriteString("version", world.Options.GraphVersion);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
