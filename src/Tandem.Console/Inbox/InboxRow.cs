using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Inbox;

/// <summary>One line of the inbox.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Last">Its newest message; null while it has none or it is not loaded.</param>
public sealed record InboxRow(ConversationView Conversation, MessageView? Last)
{
    /// <summary>What it is listed and found by.</summary>
    public string Name => Person.NameOf(Conversation);

    /// <summary>Who said the newest message.</summary>
    public Voice? LastVoice => Last is null || Conversation.Private ? null : Voice.Of(Last);

    /// <summary>The newest message in a line.</summary>
    public string Preview =>
        Conversation.Private ? "Nothing it says is kept" : Last is null ? "No messages yet" : Said.Preview(Last);

    /// <summary>
    /// Whether it answers to what was typed: a part of a name, of a username, or digits of the number.
    /// </summary>
    public bool Matches(string search)
    {
        var wanted = search.Trim().TrimStart('@');
        if (wanted.Length == 0)
            return true;

        var contact = Conversation.Contact;
        var digits = string.Concat(wanted.Where(char.IsAsciiDigit));
        return Has(contact.Name, wanted)
            || Has(contact.Username, wanted)
            || Has(contact.UserId, wanted)
            || (digits.Length >= 2 && wanted.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '(' or ')')
                && Has(contact.WaId, digits));
    }

    /// <summary>Whether the customer may still be written to freely.</summary>
    public bool IsWindowOpenAt(DateTimeOffset now) => Conversation.Window.OpenUntil > now;

    private static bool Has(string? text, string wanted) =>
        text?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true;
}
