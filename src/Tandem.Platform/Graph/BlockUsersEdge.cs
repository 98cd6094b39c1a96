using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.People;

namespace Tandem.Platform.Graph;

/// <summary>Blocking of customers by the business (Meta, "Block users"). Only who wrote within a day may be
/// blocked.</summary>
internal sealed class BlockUsersEdge(World world)
{
    private const int MostPerCall = 1000;

    public Reply Handle(Call call, BusinessNumber number)
    {
        if (call.Is("GET"))
            return Paging.List(call, world.Options.BaseUrl, number.Blocked, (writer, key) =>
            {
                var customer = world.Crowd.Meet(key);
                writer.WriteStartObject();
                writer.WriteString("messaging_product", "whatsapp");
                writer.Optional("wa_id", customer.VisibleWaId);
                writer.Optional("user_id", world.Options.BusinessScopedIds ? customer.UserId : null);
                writer.WriteEndObject();
            });
        if (!call.Is("POST") && !call.Is("DELETE"))
            return call.UnknownObject();
        if (call.Parameters.Text("messaging_product") != "whatsapp")
            return Refusal.Parameter("The parameter messaging_product is required.");
        if (call.Parameters.Nested("block_users") is not { ValueKind: JsonValueKind.Array } users)
            return Refusal.Parameter("The parameter block_users is required.");
        if (users.GetArrayLength() > MostPerCall)
            return Refusal.TooFast;
        return Change(users, number, blocking: call.Is("POST"));
    }

    private Reply Change(JsonElement users, BusinessNumber number, bool blocking)
    {
        var done = new List<(string Input, Customer Customer)>();
        var failed = new List<(string Input, Customer? Customer)>();
        foreach (var user in users.EnumerateArray())
        {
            var input = Named(user, "user") ?? Named(user, "user_id") ?? "";
            var customer = input.Length == 0 ? null : world.Crowd.Find(input);
            if (customer is null || blocking && !world.Chats.Between(number, customer).WindowIsOpen(world.Now))
            {
                failed.Add((input, customer));
                continue;
            }

            number.Blocked.Remove(customer.Key);
            if (blocking)
                number.Blocked.Add(customer.Key);
            done.Add((input, customer));
        }

        var reply = Reply.Json(writer => WriteResult(writer, blocking, done, failed));
        return failed.Count == 0 ? reply : reply with { Status = 400 };
    }

    private static void WriteResult(
        Utf8JsonWriter writer,
        bool blocking,
        List<(string Input, Customer Customer)> done,
        List<(string Input, Customer? Customer)> failed)
    {
        writer.WriteStartObject();
        writer.WriteString("messaging_product", "whatsapp");
        writer.WriteStartObject("block_users");
        writer.WriteStartArray(blocking ? "added_users" : "removed_users");
        foreach (var (input, customer) in done)
        {
            writer.WriteStartObject();
            writer.WriteString("input", input);
            writer.Optional("wa_id", customer.VisibleWaId);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (failed.Count > 0)
            WriteFailed(writer, failed);
        writer.WriteEndObject();
        if (failed.Count > 0)
            WriteError(writer);
        writer.WriteEndObject();
    }

    private static void WriteFailed(Utf8JsonWriter writer, List<(string Input, Customer? Customer)> failed)
    {
        writer.WriteStartArray("failed_users");
        foreach (var (input, customer) in failed)
        {
            writer.WriteStartObject();
            writer.WriteString("input", input);
            writer.Optional("wa_id", customer?.VisibleWaId);
            writer.WriteStartArray("errors");
            writer.WriteStartObject();
            writer.WriteString("message", Refusal.WindowClosed.Message);
            writer.WriteNumber("code", Refusal.WindowClosed.Code);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Meta answers with result and error in one document when some users fail.</summary>
    private static void WriteError(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("error");
        writer.WriteString("message", "(#139100) Failed to block/unblock users");
        writer.WriteString("type", "OAuthException");
        writer.WriteNumber("code", 139100);
        writer.WriteStartObject("error_data");
        writer.WriteString(
            "details", "Failed to block some users, see the block_users response list for details");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string? Named(JsonElement user, string name) =>
        user.ValueKind == JsonValueKind.Object && user.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
