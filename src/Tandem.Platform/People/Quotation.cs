namespace Tandem.Platform.People;

/// <summary>The <c>context</c> of a message.</summary>
internal static class Quotation
{
    /// <summary>A quoted message with its author.</summary>
    public static byte[] Of(Message quoted) => MetaJson.Piece(writer =>
    {
        writer.WriteStartObject();
        writer.Optional(
            "from",
            quoted.Author == Author.Customer ? quoted.Chat.Customer.VisibleWaId : quoted.Chat.Number.Digits);
        writer.WriteString("id", quoted.Wamid);
        writer.WriteEndObject();
    });

    /// <summary>What a speech quotes or forwards. A message nobody knows is quoted by its id alone.</summary>
    public static byte[]? Of(Speech speech, Chats chats)
    {
        if (speech.QuotedId is { } id)
        {
            return chats.Find(id) is { } quoted ? Of(quoted) : MetaJson.Piece(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("id", id);
                writer.WriteEndObject();
            });
        }

        return speech.Forwarded is not { } flag ? null : MetaJson.Piece(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean(flag, true);
            writer.WriteEndObject();
        });
    }
}
