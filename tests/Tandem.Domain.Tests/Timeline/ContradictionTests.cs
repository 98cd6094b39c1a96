using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Timeline;

/// <summary>One wamid that names two people: nobody reads another's words, and nothing is dropped unseen.</summary>
public sealed class ContradictionTests
{
    private static readonly PeerKeys Ana = new("34600111222", "ES.1", null);
    private static readonly PeerKeys Ben = new("34600333444", "ES.2", null);

    private readonly Desk _desk = new();

    [Theory]
    [InlineData(Via.Live)]
    [InlineData(Via.History)]
    public void A_copy_that_names_somebody_else_is_set_aside(Via via)
    {
        _desk.Feed(Say.Echo("m1", Ana, at: 1));
        var before = _desk.All<IRow>().ToList();

        var second = _desk.Feed(Say.Echo("m1", Ben, at: 1, via));

        Assert.Equal(Outcome.SetAside, second.Outcome);
        Assert.Contains("another user id", second.Reason);
        Assert.Equal(before, _desk.All<IRow>());
    }

    [Fact]
    public void An_edit_by_somebody_else_is_set_aside()
    {
        _desk.Feed(Say.Customer("m1", Ana, at: 1));

        var edit = _desk.Feed(Say.Change("e1", "m1", new MessageChange.Edited("{other}"), peer: Ben, at: 2));

        Assert.Equal(Outcome.SetAside, edit.Outcome);
        Assert.Null(_desk.Message("m1").Edit);
        Assert.Equal("ES.1", Orders.HomeOf(_desk, "m1").Keys.UserId);
    }

    [Fact]
    public void A_status_counts_whoever_it_names_and_moves_nothing()
    {
        _desk.Feed(Say.Echo("m1", Ana, at: 1));
        var home = Orders.HomeOf(_desk, "m1").Id;

        var status = _desk.Feed(Say.Status("m1", Stage.Read, Ben, at: 3));

        Assert.Equal(Outcome.Applied, status.Outcome);
        Assert.Equal(Stage.Read, _desk.Message("m1").Stage);
        Assert.Equal(home, Orders.HomeOf(_desk, "m1").Id);
        Assert.Equal("ES.1", _desk.Message("m1").Peer.UserId);
    }

    [Fact]
    public void Whom_Meta_says_to_be_one_contradicts_nobody()
    {
        _desk.Feed(Say.Echo("m1", Ana, at: 1));
        _desk.Feed(new Input.PeerChanged(
            new PeerKeys(null, "ES.1", null), new PeerKeys(null, "ES.2", null), Desk.Start.ToUnixTimeSeconds() + 2));

        var copy = _desk.Feed(Say.Echo("m1", new PeerKeys(null, "ES.2", null), at: 1, Via.History));

        Assert.NotEqual(Outcome.SetAside, copy.Outcome);
    }

    [Fact]
    public void Two_ids_of_one_parent_contradict_nobody()
    {
        _desk.Feed(Say.Echo("m1", Ana with { ParentUserId = "ES.ENT.7" }, at: 1));

        var copy = _desk.Feed(Say.Echo("m1", new PeerKeys(null, "ES.2", "ES.ENT.7"), at: 1, Via.History));

        Assert.NotEqual(Outcome.SetAside, copy.Outcome);
    }
}
