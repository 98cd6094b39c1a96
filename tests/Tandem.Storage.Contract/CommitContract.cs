using Tandem.Engine.Storing;

namespace Tandem.Storage.Contract;

/// <summary>A commit is whole or not at all; only the owner's newest agent may write; positions have no gap.</summary>
public abstract class CommitContract(IStoragePlace place) : StorageContract(place)
{
    [Fact]
    public async Task A_commit_writes_all_its_parts_together()
    {
        await AppendAsync(Shop);
        var delivery = Assert.Single(await UndoneAsync(Shop));

        await Book.CommitAsync(await FullCommitAsync(delivery.Id), Ct);
        await ReopenAsync();

        Assert.NotNull(await FindAsync("a"));
        Assert.Single(await Book.ReadInputsAsync(Shop, 1, 10, Ct));
        Assert.Single(await Book.ReadFeedAsync(null, 10, Ct));
        Assert.Empty(await UndoneAsync(Shop));
    }

    [Fact]
    public async Task One_bad_version_and_nothing_of_the_commit_is_written()
    {
        await AppendAsync(Shop);
        var delivery = Assert.Single(await UndoneAsync(Shop));
        var commit = await FullCommitAsync(delivery.Id);

        await Assert.ThrowsAsync<VersionConflictException>(() => Book.CommitAsync(
            commit with { Rows = [.. commit.Rows, Put("shared") with { ExpectedVersion = 3 }] }, Ct));

        Assert.Null(await FindAsync("a"));
        Assert.Empty(await Book.ReadInputsAsync(Shop, 1, 10, Ct));
        Assert.Empty(await Book.ReadFeedAsync(null, 10, Ct));
        Assert.Single(await UndoneAsync(Shop));

        await Book.CommitAsync(commit, Ct);
        Assert.NotNull(await FindAsync("a"));
    }

    [Fact]
    public async Task Commits_that_fail_leave_those_beside_them_alone()
    {
        await WriteAsync(Put("shared"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(async n =>
        {
            var owner = Owner.Number($"{n}");
            var lease = await Book.ClaimAsync(owner, Ct);
            var rows = n % 3 == 0
                ? [Put($"n{n}"), Put("shared") with { ExpectedVersion = 9 }]
                : new[] { Put($"n{n}") };
            var commit = CommitOf(owner, n % 3 == 1 ? lease.Epoch + 1 : lease.Epoch) with { Rows = rows };
            return await Record.ExceptionAsync(() => Book.CommitAsync(commit, Ct));
        }));

        for (var n = 0; n < 60; n++)
        {
            Assert.Equal(
                n % 3 == 0 ? typeof(VersionConflictException) : n % 3 == 1 ? typeof(StaleOwnerException) : null,
                outcomes[n]?.GetType());
            Assert.Equal(n % 3 == 2, await FindAsync($"n{n}") is not null);
        }
    }

    [Fact]
    public async Task A_newer_agent_fences_the_older_one_off()
    {
        var older = await Book.ClaimAsync(Shop, Ct);
        await Book.CommitAsync(CommitOf(Shop, older.Epoch) with { Rows = [Put("a", "older")] }, Ct);

        var newer = await Book.ClaimAsync(Shop, Ct);
        Assert.True(newer.Epoch > older.Epoch);

        await Assert.ThrowsAsync<StaleOwnerException>(() =>
            Book.CommitAsync(CommitOf(Shop, older.Epoch) with { Rows = [Put("a", "late")] }, Ct));
        await Book.CommitAsync(CommitOf(Shop, newer.Epoch) with { Rows = [Put("b", "newer")] }, Ct);

        Assert.Equal("older", TextOf((await FindAsync("a"))!.Body));
    }

    [Fact]
    public async Task An_owner_never_claimed_has_no_epoch_to_write_with() =>
        await Assert.ThrowsAsync<StaleOwnerException>(() =>
            Book.CommitAsync(CommitOf(Shop, 1) with { Rows = [Put("a")] }, Ct));

    [Fact]
    public async Task Epochs_grow_over_restarts()
    {
        var before = await Book.ClaimAsync(Shop, Ct);
        await ReopenAsync();
        var after = await Book.ClaimAsync(Shop, Ct);

        Assert.True(after.Epoch > before.Epoch);
        await Assert.ThrowsAsync<StaleOwnerException>(() => Book.CommitAsync(CommitOf(Shop, before.Epoch), Ct));
    }

    [Fact]
    public async Task Claims_that_race_get_epochs_of_their_own()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Book.ClaimAsync(Shop, Ct)));

        Assert.Equal(20, leases.Select(lease => lease.Epoch).Distinct().Count());
        await Book.CommitAsync(CommitOf(Shop, leases.Max(lease => lease.Epoch)), Ct);
    }

    [Fact]
    public async Task A_command_outside_any_owner_needs_no_lease()
    {
        await Book.ClaimAsync(Shop, Ct);

        await Book.CommitAsync(CommitOf(Shop) with { Rows = [Put("a")], Feed = [Entry(1)] }, Ct);

        Assert.NotNull(await FindAsync("a"));
    }

    [Fact]
    public async Task Positions_go_on_where_they_ended_also_after_a_restart()
    {
        var lease = await Book.ClaimAsync(Shop, Ct);
        Assert.Equal(1, lease.NextPosition);
        await Book.CommitAsync(CommitOf(Shop, lease.Epoch) with { Inputs = [Input(Shop, 1), Input(Shop, 2)] }, Ct);
        await Book.CommitAsync(CommitOf(Shop, lease.Epoch) with { Inputs = [Input(Shop, 3)] }, Ct);

        await ReopenAsync();

        Assert.Equal(4, (await Book.ClaimAsync(Shop, Ct)).NextPosition);
        Assert.Equal(1, (await Book.ClaimAsync(Cafe, Ct)).NextPosition);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_position_that_leaves_a_gap_or_repeats_is_refused(long position)
    {
        var lease = await Book.ClaimAsync(Shop, Ct);
        await Book.CommitAsync(CommitOf(Shop, lease.Epoch) with { Inputs = [Input(Shop, 1)] }, Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Book.CommitAsync(
            CommitOf(Shop, lease.Epoch) with { Rows = [Put("a")], Inputs = [Input(Shop, position)] }, Ct));

        Assert.Null(await FindAsync("a"));
        Assert.Equal(2, (await Book.ClaimAsync(Shop, Ct)).NextPosition);
    }

    [Fact]
    public async Task A_gap_inside_one_commit_is_refused_too()
    {
        var lease = await Book.ClaimAsync(Shop, Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Book.CommitAsync(
            CommitOf(Shop, lease.Epoch) with { Inputs = [Input(Shop, 1), Input(Shop, 3)] }, Ct));

        Assert.Empty(await Book.ReadInputsAsync(Shop, 1, 10, Ct));
    }

    [Fact]
    public async Task Many_owners_commit_at_once_and_each_keeps_its_own_count()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async n =>
        {
            var owner = Owner.Number($"{n}");
            var lease = await Book.ClaimAsync(owner, Ct);
            for (var position = 1; position <= 25; position++)
            {
                await Book.CommitAsync(
                    CommitOf(owner, lease.Epoch) with
                    {
                        Rows = [Put($"{n}/{position}", parent: owner.Value, sort: position)],
                        Inputs = [Input(owner, position)],
                    },
                    Ct);
            }
        }));

        await ReopenAsync();

        for (var n = 0; n < 12; n++)
        {
            var inputs = await Book.ReadInputsAsync(Owner.Number($"{n}"), 1, 100, Ct);
            Assert.Equal(Enumerable.Range(1, 25).Select(p => (long)p), inputs.Select(input => input.Position));
        }
    }

    private async Task<Commit> FullCommitAsync(long deliveryId)
    {
        var lease = await Book.ClaimAsync(Shop, Ct);
        return new Commit(
            Shop,
            lease.Epoch,
            [Put("a", parent: "p")],
            [Input(Shop, lease.NextPosition)],
            [new DoneMark(deliveryId, 1, IsComplete: true)],
            [Entry(1)]);
    }
}
