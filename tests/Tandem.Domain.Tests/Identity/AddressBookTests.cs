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

        var conversation = _desk.Conversation(Say.Ana);
        Assert.Equal(("Ana López", "ana"), (conversation.BookName, conversation.Username));
        Assert.Equal(Outcome.Duplicate, _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana López", "ana")).Outcome);
    }

    [Fact]
    public void A_removal_takes_no_name_away()
    {
        _desk.Feed(Say.Customer("wamid.A"));
        _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana", null));
        _desk.Feed(new Input.ContactSeen(Say.Ana, null, null));

        Assert.Equal("Ana", _desk.Conversation(Say.Ana).BookName);
    }

    [Fact]
    public void A_stranger_in_the_address_book_makes_no_conversation()
    {
        var decision = _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana", null));

        Assert.Empty(_desk.Conversations);
        Assert.NotNull(decision.Reason);
    }

    [Fact]
    public void A_name_that_came_before_the_first_message_is_there_when_it_comes()
    {
        _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana López", "ana", At: 1));
        Assert.Equal(
            Outcome.Duplicate, _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana López", "ana", At: 1)).Outcome);

        _desk.Feed(Say.Customer("wamid.A") with { Name = "~ana~" });

        var conversation = _desk.Conversation(Say.Ana);
        Assert.Equal(("Ana López", "~ana~", "ana"), (conversation.BookName, conversation.Name, conversation.Username));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_names_the_later_counts_whichever_came_first(bool isLaterFirst)
    {
        Input.ContactSeen[] names = [new(Say.Ana, "Zoe", null, At: 1), new(Say.Ana, "Ana", null, At: 2)];
        foreach (var name in isLaterFirst ? names.Reverse() : names)
            _desk.Feed(name);
        _desk.Feed(Say.Echo("wamid.A"));

        Assert.Equal("Ana", _desk.Conversation(Say.Ana).BookName);
        _desk.Feed(names[0]);
        Assert.Equal("Ana", _desk.Conversation(Say.Ana).BookName);
    }

    [Fact]
    public void Who_was_removed_before_writing_has_no_name_of_the_address_book()
    {
        _desk.Feed(new Input.ContactSeen(Say.Ana, null, null, At: 2));
        _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana", null, At: 1));
        _desk.Feed(Say.Customer("wamid.A"));

        Assert.Null(_desk.Conversation(Say.Ana).BookName);
    }

    [Fact]
    public void A_key_that_is_learned_later_brings_its_name_along()
    {
        var user = new PeerKeys(null, "ES.7", null);
        _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana", null, At: 1));
        _desk.Feed(Say.Customer("wamid.A", user));
        Assert.Null(_desk.Conversation(user).BookName);

        _desk.Feed(Say.Customer("wamid.B", new PeerKeys(Say.Ana.WaId, user.UserId, null)));

        Assert.Equal("Ana", _desk.Conversation(user).BookName);
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
