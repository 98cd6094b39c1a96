using Tandem.Platform.Accounts;
using Tandem.Platform.People;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Link;

/// <summary>The phone's address book.</summary>
internal sealed class ContactDesk(World world, Meeting meeting, SyncDesk syncs)
{
    private const int LongestName = 256;

    public void Put(PlatformInput.PutContact act)
    {
        if (!meeting.TryApp(act.ActId, act.PhoneNumberId, out var number)
            || !meeting.TryCustomer(act.ActId, act.Customer, out var customer))
            return;
        var fullName = act.FullName.Trim();
        if (fullName.Length is 0 or > LongestName)
        {
            world.Settle(act.ActId, refusal: new(
                "full_name", $"it has 1 to {LongestName} characters", "send the name as the phone shows it"));
            return;
        }

        var contact = new Contact(
            customer,
            fullName,
            string.IsNullOrWhiteSpace(act.FirstName) ? fullName.Split(' ')[0] : act.FirstName.Trim(),
            world.Now);
        number.Phone.Contacts[customer.Key] = contact;
        Tell(number, contact, removed: false);
        world.Settle(act.ActId, customer.Key);
    }

    public void Remove(PlatformInput.RemoveContact act)
    {
        if (!meeting.TryApp(act.ActId, act.PhoneNumberId, out var number))
            return;
        if (world.Crowd.Find(act.Customer) is not { } customer
            || !number.Phone.Contacts.Remove(customer.Key, out var contact))
        {
            world.Settle(act.ActId, refusal: new(
                "customer", "it names an entry of the address book", "see GET /_emulator/phones/…/contacts",
                NotFound: true));
            return;
        }

        Tell(number, contact with { ChangedAt = world.Now }, removed: true);
        world.Settle(act.ActId);
    }

    private void Tell(BusinessNumber number, Contact contact, bool removed)
    {
        var told = syncs.TryTell(number, contact, removed);
        world.Record(
            LedgerKinds.ContactChanged, number.PhoneNumberId, contact.Customer.Key, null, Legs.Phone, new()
            {
                Type = removed ? "remove" : "add",
                Field = told ? Fields.Contacts : null,
                Reason = told ? null : number.Link.IsCoexistence ? "not_synced" : "not_linked",
            });
    }
}
