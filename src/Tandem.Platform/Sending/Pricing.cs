using Tandem.Platform.People;
using Tandem.Platform.Templates;

namespace Tandem.Platform.Sending;

/// <summary>What a message costs, as its statuses tell it (Meta, "Pricing", rules since 2025-07-01).</summary>
/// <param name="Type"><c>regular</c>, <c>free_customer_service</c> or <c>free_entry_point</c>.</param>
/// <param name="Category"><c>service</c>, that of the template, or <c>referral_conversion</c>.</param>
/// <param name="EntryId">The free entry point it was sent in, as a conversation; null: none.</param>
/// <param name="EntryUntil">When that one ends.</param>
internal sealed record Pricing(
    string Type, string Category, string? EntryId = null, DateTimeOffset? EntryUntil = null)
{
    public static Pricing Service { get; } = new("free_customer_service", "service");

    public bool IsBillable => Type == "regular";

    /// <summary>The price of a send: free inside a free entry point; without a template free; a utility template is
    /// free inside the customer service window; else by its category.</summary>
    public static Pricing Of(Chat chat, Template? template, DateTimeOffset now)
    {
        if (chat.Entry.IsOpen(now))
            return new("free_entry_point", "referral_conversion", chat.Entry.ConversationId, chat.Entry.Until);
        if (template is null)
            return Service;
        var category = template.Category.ToLowerInvariant();
        return template.Category == "UTILITY" && chat.WindowIsOpen(now)
            ? Service with { Category = category }
            : new("regular", category);
    }
}
