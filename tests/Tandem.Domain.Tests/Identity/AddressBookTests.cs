using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Tests.Driving;

namespace Tandem.Domain.Tests.Identity;

public sealed class AddressBookTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void A_name_from_the_address_book_names_a_known_person()
    {
        _desk.Feed(Say.Customer("wamid.A"));
        _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana López", "ana"));

        Assert.Equal(("Ana López", "ana"), (_desk.Conversation(Say.Ana).Name, _desk.Conversation(Say.Ana).Username));
        Assert.Equal(Outcome.Duplicate, _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana López", "ana")).Outcome);
    }

    [Fact]
    public void A_removal_takes_no_name_away()
    {
        _desk.Feed(Say.Customer("wamid.A"));
        _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana", null));
        _desk.Feed(new Input.ContactSeen(Say.Ana, null, null));

        Assert.Equal("Ana", _desk.Conversation(Say.Ana).Name);
    }

    [Fact]
    public void A_stranger_in_the_address_book_makes_no_conversation()
    {
        var decision = _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana", null));

        Assert.Empty(decision.Rows);
        Assert.NotNull(decision.Reason);
    }

    [Fact]
    public void Names_are_no_keys_two_people_may_share_one()
    {
        var other = new PeerKeys("34600999888", null, null);
        _desk.Feed(Say.Customer("wamid.A") with { Name = "Ana", Username = "ana" });
        _desk.Feed(Say.Customer("wamid.B", other) with { Name = "Ana", Username = "ana" });

        Assert.Equal(2, _desk.Conversations.Count());
    }
}
