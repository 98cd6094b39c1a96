using CsCheck;
using Tandem.Domain.Deciding;
using Tandem.Domain.Link;
using Tandem.Domain.Tests.Driving;

namespace Tandem.Domain.Tests.Link;

public sealed class LinkTests
{
    private static readonly Gen<Input.LinkHeard[]> Words =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], (state, at) => state == 3
            ? new Input.LinkHeard(LinkState.Connected, at, null) { IsOnboarding = true }
            : new Input.LinkHeard((LinkState)state, at, null)).Array[0, 7];

    [Fact]
    public void The_newest_word_about_the_link_counts_in_whatever_order_words_come() =>
        Gen.Select(Words, Gen.Int).Sample((words, seed) => Assert.Equal(
            Known(Streams.Feed(words).Number),
            Known(Streams.Feed(Streams.Disturb(words, seed)).Number)));

    [Fact]
    public void A_word_heard_again_is_a_duplicate_and_an_older_one_says_why_it_does_not_count()
    {
        var desk = new Desk();
        var removed = new Input.LinkHeard(LinkState.Removed, 7, "PRIMARY_INACTIVITY");
        desk.Feed(removed);

        Assert.Equal(Outcome.Duplicate, desk.Feed(removed).Outcome);
        Assert.NotNull(desk.Feed(new Input.LinkHeard(LinkState.Connected, 6, null)).Reason);
        Assert.Equal((LinkState.Removed, "PRIMARY_INACTIVITY"), (desk.Number.Link, desk.Number.LinkReason));
    }

    [Fact]
    public void Link_and_calls_on_the_wire_do_not_disturb_one_another()
    {
        var desk = new Desk();
        desk.Feed(Say.Ask());
        desk.Feed(new Input.LinkHeard(LinkState.Offboarded, 7, null));

        Assert.Equal((1, LinkState.Offboarded), (desk.Number.OnWire, desk.Number.Link));
    }

    // When the hub heard of a parting, and by which word first, depends on the order by design.
    private static (LinkState, long?, string?, bool, long?) Known(NumberState number) =>
        (number.Link, number.LinkSince, number.LinkReason, number.Parted is not null, number.OnboardedAt);
}
