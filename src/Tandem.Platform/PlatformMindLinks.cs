using Tandem.Platform.Link;

namespace Tandem.Platform;

// What can be seen of links, signups and address books; looking changes nothing.
public sealed partial class PlatformMind
{
    /// <summary>The links of all numbers, account by account.</summary>
    public IReadOnlyList<LinkView> Links =>
        [.. _world.Accounts.All.SelectMany(account => account.Numbers).Select(LinkDesk.View)];

    /// <summary>The link of a number; null: the number is unknown.</summary>
    public LinkView? LinkOf(string phoneNumberId) =>
        _world.Accounts.NumberByAnyName(phoneNumberId) is { } number ? LinkDesk.View(number) : null;

    /// <summary>A signup as it stands; null: there is none of that id.</summary>
    public SignupView? Signup(string id) => _signups.Find(id)?.View();

    /// <summary>The address book of a number's phone, by customer; null: the number is unknown.</summary>
    public IReadOnlyList<ContactView>? ContactsOf(string phoneNumberId) =>
        _world.Accounts.NumberByAnyName(phoneNumberId) is not { } number ? null :
        [
            .. number.Phone.Contacts.Values.Select(contact => new ContactView(
                contact.Customer.Key,
                contact.FullName,
                contact.FirstName,
                contact.Customer.WaId,
                contact.Customer.UserId,
                contact.ChangedAt)),
        ];
}
