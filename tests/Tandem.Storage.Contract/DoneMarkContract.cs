using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Storage.Contract;

/// <summary>What is applied is not offered again, in whatever order it was done; what is not, always is.</summary>
public abstract class DoneMarkContract(IStoragePlace place) : StorageContract(place)
{
    [Fact]
    public async Task A_complete_delivery_is_not_offered_again()
    {
        await AppendAsync(Shop, body: "a");
        await AppendAsync(Shop, body: "b");
        var undone = await UndoneAsync(Shop);

        await MarkAsync(Shop, new DoneMark(undone[0].Id, 1, IsComplete: true));

        Assert.Equal("b", TextOf(Assert.Single(await UndoneAsync(Shop)).Webhook.Body));
    }

    [Fact]
    public async Task A_partly_applied_delivery_says_where_to_go_on_also_after_a_restart()
    {
        await AppendAsync(Shop, Lane.Bulk, items: 1000);
        var id = Assert.Single(await UndoneAsync(Shop, Lane.Bulk)).Id;

        await MarkAsync(Shop, new DoneMark(id, 200, IsComplete: false));
        await MarkAsync(Shop, new DoneMark(id, 400, IsComplete: false));
        Assert.Equal(400, Assert.Single(await UndoneAsync(Shop, Lane.Bulk)).NextItem);

        await ReopenAsync();

        Assert.Equal(400, Assert.Single(await UndoneAsync(Shop, Lane.Bulk)).NextItem);
    }

    [Fact]
    public async Task Deliveries_may_be_done_in_any_order()
    {
        for (var n = 0; n < 30; n++)
            await AppendAsync(Shop, body: $"{n}");
        var left = (await UndoneAsync(Shop)).ToList();
        var chance = new Random(3);

        while (left.Count > 0)
        {
            var pick = left[chance.Next(left.Count)];
            left.Remove(pick);
            await MarkAsync(Shop, new DoneMark(pick.Id, 1, IsComplete: true));
            if (left.Count % 7 == 0)
                await ReopenAsync();

            Assert.Equal(left.Select(d => d.Id), (await UndoneAsync(Shop)).Select(d => d.Id));
        }
    }

    [Fact]
    public async Task Many_deliveries_are_done_in_small_turns_and_new_ones_keep_coming()
    {
        var applied = new List<string>();
        for (var round = 0; round < 40; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(n => AppendAsync(Shop, body: $"{round}/{n}")));
            var turn = await UndoneAsync(Shop, limit: 45);
            await MarkAsync(Shop, [.. turn.Select(d => new DoneMark(d.Id, 1, IsComplete: true))]);
            applied.AddRange(turn.Select(d => TextOf(d.Webhook.Body)));
        }

        await ReopenAsync();
        applied.AddRange((await UndoneAsync(Shop, limit: 1000)).Select(d => TextOf(d.Webhook.Body)));

        Assert.Equal(2000, applied.Count);
        Assert.Equal(2000, applied.Distinct().Count());
    }

    [Fact]
    public async Task One_owners_marks_leave_the_other_owners_of_a_webhook_alone()
    {
        await AppendAsync([1], new DeliveryPart(Shop, Lane.Live, 1), new DeliveryPart(Cafe, Lane.Live, 1));

        await MarkAsync(Shop, new DoneMark(Assert.Single(await UndoneAsync(Shop)).Id, 1, IsComplete: true));

        Assert.Empty(await UndoneAsync(Shop));
        Assert.Single(await UndoneAsync(Cafe));
    }

    [Fact]
    public async Task Owners_with_undone_deliveries_are_busy_and_no_others()
    {
        Assert.Empty(await Journal.ReadBusyOwnersAsync(Ct));
        await AppendAsync(Shop, Lane.Bulk);
        await AppendAsync(Cafe);
        Assert.Equal([Shop, Cafe], (await Journal.ReadBusyOwnersAsync(Ct)).OrderBy(owner => owner.Value));

        await MarkAsync(Shop, new DoneMark(Assert.Single(await UndoneAsync(Shop, Lane.Bulk)).Id, 1, IsComplete: true));
        Assert.Equal(Cafe, Assert.Single(await Journal.ReadBusyOwnersAsync(Ct)));

        await ReopenAsync();
        Assert.Equal(Cafe, Assert.Single(await Journal.ReadBusyOwnersAsync(Ct)));
    }

    [Fact]
    public async Task A_finished_delivery_stays_listed_with_all_its_items_applied()
    {
        await AppendAsync(Shop, items: 3);
        await AppendAsync(Shop, items: 5);
        var undone = await UndoneAsync(Shop);
        await MarkAsync(
            Shop, new DoneMark(undone[0].Id, 3, IsComplete: true), new DoneMark(undone[1].Id, 2, IsComplete: false));
        await UndoneAsync(Shop);
        await ReopenAsync();

        var listed = await Journal.PageDeliveriesAsync(Shop, null, 10, Ct);

        Assert.Equal([2, 3], listed.Select(delivery => delivery.NextItem));
    }

    [Fact]
    public async Task A_mark_of_a_commit_that_failed_counts_for_nothing()
    {
        await AppendAsync(Shop);
        var id = Assert.Single(await UndoneAsync(Shop)).Id;

        await Assert.ThrowsAsync<VersionConflictException>(() => Book.CommitAsync(
            CommitOf(Shop) with
            {
                Rows = [Put("shared") with { ExpectedVersion = 7 }],
                Done = [new DoneMark(id, 1, IsComplete: true)],
            },
            Ct));

        Assert.Single(await UndoneAsync(Shop));
    }
}
