using Tandem.Platform.Accounts;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Link;

/// <summary>Entries of <c>state_sync</c> (Meta, "smb_app_state_sync" webhook).</summary>
internal static class ContactItems
{
    /// <summary>A contact that was added or edited, both of which are <c>add</c>, or removed: then without
    /// names.</summary>
    public static Update Update(World world, BusinessNumber number, Contact contact, bool removed)
    {
        var (customer, options) = (contact.Customer, world.Options);
        var waId = customer.VisibleWaId;
        var at = options.ContactTimestamps == ContactTime.Told ? world.Now : contact.ChangedAt;
        return new()
        {
            Account = number.Account,
            Number = number,
            Customer = customer.Key,
            Field = Fields.Contacts,
            List = "state_sync",
            Item = MetaJson.Piece(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("type", "contact");
                writer.WriteStartObject("contact");
                if (!removed)
                {
                    writer.WriteString("full_name", contact.FullName);
                    writer.WriteString("first_name", contact.FirstName);
                }

                writer.Optional("phone_number", waId);
                if (options.BusinessScopedIds && (!removed || waId is null))
                {
                    writer.WriteString("user_id", customer.UserId);
                    writer.Optional("username", removed ? null : customer.Username);
                }

                writer.WriteEndObject();
                writer.WriteString("action", removed ? "remove" : "add");
                writer.WriteStartObject("metadata");
                writer.WriteString("timestamp", MetaJson.UnixSeconds(at));
                writer.WriteEndObject();
                writer.WriteEndObject();
            }),
            Type = removed ? "remove" : "add",
        };
    }
}
