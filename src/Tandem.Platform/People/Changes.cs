using System.Text.Json;

namespace Tandem.Platform.People;

/// <summary>Edits, revokes and reactions: acts on a message that is already there.</summary>
internal static class Changes
{
    /// <summary>How long an author may edit (WhatsApp: 15 minutes; Meta, "Edit" webhook page).</summary>
    private static readonly TimeSpan EditTime = TimeSpan.FromMinutes(15);

    /// <summary>How long an author may revoke (WhatsApp: about two days; Meta, "Revoke" webhook page).</summary>
    private static readonly TimeSpan RevokeTime = TimeSpan.FromDays(2);

    /// <summary>The message an act is about; null for acts that are messages themselves.</summary>
    public static Message? TargetOf(Speech speech, Chats chats) => IdOf(speech) is { } id ? chats.Find(id) : null;

    /// <summary>Why the author may not do this; null: he may.</summary>
    public static ActRefusal? Objection(Speech speech, Chat chat, Author author, Message? target, DateTimeOffset now)
    {
        if (speech.Type is not ("edit" or "revoke" or "reaction"))
            return null;
        var field = speech.Type == "reaction" ? "reaction.message_id" : speech.Type + ".original_message_id";
        if (target is null || target.Chat != chat || !target.IsLine)
            return new(field, "it names a message of this chat", "use a wamid from the chat's list");
        if (speech.Type == "reaction")
            return null;
        if (target.Author != author)
            return new(field, "people change only their own messages", "name a message of the same author");
        if (target.Revoked)
            return new(field, "a revoked message cannot be changed", "name another message");
        var allowed = speech.Type == "edit" ? EditTime : RevokeTime;
        if (now - target.SentAt > allowed)
            return new(field, $"the app allows this for {allowed.TotalMinutes:0} minutes", "name a newer message");
        return speech.Type == "edit" && NewVersion(speech, target) is null
            ? new("edit.message", "an edit carries a new text, or a new caption of the same kind of media",
                "add \"message\": {\"type\": \"text\", \"text\": {\"body\": \"…\"}}")
            : null;
    }

    /// <summary>The act's object as webhooks carry it.</summary>
    public static byte[] Content(Speech speech, Message target) => MetaJson.Piece(writer =>
    {
        writer.WriteStartObject();
        if (speech.Type == "reaction")
        {
            writer.WriteString("message_id", target.Wamid);
            if (Speech.Text(speech.Content, "emoji") is { Length: > 0 } emoji)
                writer.WriteString("emoji", emoji);
        }
        else
        {
            writer.WriteString("original_message_id", target.Wamid);
        }

        if (speech.Type == "edit")
        {
            writer.WriteStartObject("message");
            writer.WriteStartObject("context");
            writer.WriteString("id", "M0");
            writer.WriteEndObject();
            writer.WriteString("type", target.Type);
            writer.Raw(target.Type, NewVersion(speech, target));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });

    /// <summary>Lets the act take effect on the screens.</summary>
    public static void Apply(World world, Speech speech, Message act, Message target)
    {
        switch (speech.Type)
        {
            case "edit":
                target.Content = NewVersion(speech, target)!;
                target.Edited = true;
                break;
            case "revoke":
                target.Revoked = true;
                break;
            default:
                Marks.React(world, act);
                return;
        }

        world.Show(target.Chat, target);
    }

    private static string? IdOf(Speech speech) => speech.Type switch
    {
        "reaction" => Speech.Text(speech.Content, "message_id"),
        "edit" or "revoke" => Speech.Text(speech.Content, "original_message_id"),
        _ => null,
    };

    private static byte[]? NewVersion(Speech speech, Message target)
    {
        if (!speech.Content.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object
            || !message.TryGetProperty(target.Type, out var version) || version.ValueKind != JsonValueKind.Object)
            return null;
        if (target.Type == "text")
            return Speech.Text(version, "body") is { Length: > 0 } ? MetaJson.Piece(version) : null;
        if (Speech.Text(version, "caption") is not { } caption)
            return null;
        return MetaJson.Piece(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("caption", caption);
            foreach (var property in JsonElement.Parse(target.Content).EnumerateObject())
            {
                if (!property.NameEquals("caption"))
                    property.WriteTo(writer);
            }

            writer.WriteEndObject();
        });
    }
}
