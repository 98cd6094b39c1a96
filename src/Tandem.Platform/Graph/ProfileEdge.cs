using System.Text.Json;
using Tandem.Platform.Accounts;

namespace Tandem.Platform.Graph;

/// <summary>The business profile customers see (Meta, "Business profiles").</summary>
internal sealed class ProfileEdge
{
    private static readonly string[] Texts =
        ["about", "address", "description", "email", "profile_picture_url", "vertical"];

    private static readonly (string Name, int Longest)[] Lengths =
        [("about", 139), ("address", 256), ("description", 512), ("email", 128)];

    public Reply Handle(Call call, BusinessNumber number)
    {
        if (call.Is("POST"))
            return Change(call, number);
        return call.Is("GET") ? Read(call, number) : call.UnknownObject();
    }

    private static Reply Change(Call call, BusinessNumber number)
    {
        if (call.Parameters.Text("messaging_product") != "whatsapp")
            return Refusal.Parameter("The parameter messaging_product is required.");
        foreach (var (name, longest) in Lengths)
        {
            if (call.Parameters.Text(name) is { } text && text.Length > longest)
                return Refusal.Parameter($"Param {name} must be at most {longest} characters long.");
        }

        if (call.Parameters.Text("about") is "")
            return Refusal.Parameter("Param about must be at least 1 character long.");
        foreach (var name in Texts)
        {
            if (call.Parameters.Text(name) is { } text)
                number.Profile[name] = JsonSerializer.Serialize(text, ProfileJson.Default.String);
        }

        if (call.Parameters.Nested("websites") is { ValueKind: JsonValueKind.Array } sites)
        {
            if (sites.GetArrayLength() > 2)
                return Refusal.Parameter("Param websites must have at most 2 items.");
            number.Profile["websites"] = sites.GetRawText();
        }

        return Reply.Success;
    }

    private static Reply Read(Call call, BusinessNumber number)
    {
        var asked = (call.Parameters.Text("fields") ?? "").Split(',', StringSplitOptions.TrimEntries);
        return Reply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            writer.WriteStartObject();
            foreach (var (name, value) in number.Profile)
            {
                if (Array.IndexOf(asked, name) < 0)
                    continue;
                writer.WritePropertyName(name);
                JsonElement.Parse(System.Text.Encoding.UTF8.GetBytes(value)).WriteTo(writer);
            }

            writer.WriteString("messaging_product", "whatsapp");
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class ProfileJson : System.Text.Json.Serialization.JsonSerializerContext;
