using System.Text.Json;

namespace Tandem.Platform.People;

/// <summary>What acts leave on older lines: reactions and blue ticks.</summary>
internal static class Marks
{
    /// <summary>Puts a reaction under its message; one that nobody knows stays without effect, as on real
    /// phones.</summary>
    public static void React(World world, Message reaction)
    {
        var body = JsonElement.Parse(reaction.Content);
        if (Speech.Text(body, "message_id") is not { } id || world.Chats.Find(id) is not { } target)
            return;
        target.React(reaction.Author, Speech.Text(body, "emoji") ?? "");
        world.Show(target.Chat, target);
    }

    /// <summary>The business reads what a customer wrote until then.</summary>
    public static void ReadByBusiness(World world, Chat chat, DateTimeOffset until, string leg)
    {
        foreach (var message in chat.Lines)
        {
            if (message.Author != Author.Customer || message.SentAt > until || message.Withheld
                || message.Status == MessageStatus.Read)
                continue;
            message.Status = MessageStatus.Read;
            world.Show(chat, message);
        }

        world.Record(LedgerKinds.BusinessRead, chat.Number.PhoneNumberId, chat.Customer.Key, null, leg, new());
    }
}
