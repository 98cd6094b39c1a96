using Tandem.Console.Inbox;
using Tandem.Engine.Reading;

namespace Tandem.Console.Tests.Inbox;

/// <summary>The list of conversations: order, search, filters.</summary>
public sealed class InboxModelTests
{
    private readonly InboxModel _inbox = new();

    [Fact]
    public void The_newest_conversation_stands_first()
    {
        _inbox.Put(Sample.Conversation("1-1") with { LastMessageAt = Sample.Noon }, null);
        _inbox.Put(Sample.Conversation("1-2") with { LastMessageAt = Sample.Noon.AddMinutes(1) }, null);

        Assert.Equal(["1-2", "1-1"], _inbox.Shown.Select(row => row.Conversation.Id));
    }

    [Theory]
    [InlineData("maría", true)]
    [InlineData("fern", true)]
    [InlineData("+49 170", true)]
    [InlineData("2233", true)]
    [InlineData("Jonas", false)]
    [InlineData("999", false)]
    public void A_search_finds_by_name_or_number(string search, bool found)
    {
        _inbox.Put(Sample.Conversation(), null);

        _inbox.Search = search;

        Assert.Equal(found, _inbox.Shown.Count == 1);
    }

    [Fact]
    public void Filters_show_what_waits_and_who_is_spoken_for()
    {
        _inbox.Put(Sample.Conversation("1-1") with { Unread = 2 }, null);
        _inbox.Put(Sample.Conversation("1-2") with { SpokenForBy = "phone" }, null);

        _inbox.Filter = InboxFilter.Unread;
        Assert.Equal("1-1", Assert.Single(_inbox.Shown).Conversation.Id);
        _inbox.Filter = InboxFilter.Held;
        Assert.Equal("1-2", Assert.Single(_inbox.Shown).Conversation.Id);
    }

    [Fact]
    public void An_older_message_does_not_replace_the_preview()
    {
        _inbox.Put(Sample.Conversation(), Sample.Message("1-5", "newest"));

        _inbox.See(Sample.Message("1-4", "older", Sample.Noon.AddMinutes(-1)));
        Assert.Equal("newest", Assert.Single(_inbox.Shown).Preview);
        _inbox.See(Sample.Message("1-6", "newer"));
        Assert.Equal("newer", Assert.Single(_inbox.Shown).Preview);
    }

    [Fact]
    public void A_person_known_by_username_only_is_found_by_it()
    {
        _inbox.Put(Sample.Conversation() with { Contact = new ContactView(null, "US.1", "pablo.m", null) }, null);

        _inbox.Search = "@pablo";

        Assert.Equal("@pablo.m", Assert.Single(_inbox.Shown).Name);
    }
}
