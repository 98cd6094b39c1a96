using System.Security.Cryptography;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Storage.Contract;

/// <summary>Bytes in, the same bytes out, at once, for every owner addressed.</summary>
public abstract class JournalContract(IStoragePlace place) : StorageContract(place)
{
    [Fact]
    public async Task What_goes_in_comes_out_byte_for_byte()
    {
        byte[] body = [0x7B, 0x00, 0xFF, 0xFE, 0x00, 0x7D]; // Neither JSON nor UTF-8: the journal does not look inside.

        var id = await AppendAsync(body, new DeliveryPart(Shop, Lane.Live, 1));

        var stored = await Journal.FindWebhookAsync(id, Ct);
        Assert.NotNull(stored);
        Assert.Equal((id, Noon, "app-1"), (stored.Id, stored.ArrivedAt, stored.AppId));
        Assert.Equal(body, stored.Body.ToArray());
        Assert.Equal(body, Assert.Single(await UndoneAsync(Shop)).Webhook.Body.ToArray());
    }

    [Fact]
    public async Task An_empty_body_is_a_body()
    {
        var id = await AppendAsync([], new DeliveryPart(Owner.Unreadable, Lane.Live, 0));

        Assert.Equal(0, (await Journal.FindWebhookAsync(id, Ct))!.Body.Length);
        Assert.Equal(0, Assert.Single(await UndoneAsync(Owner.Unreadable)).Part.Items);
    }

    [Fact]
    public async Task A_body_of_three_mebibytes_is_kept_whole()
    {
        var body = new byte[3 * 1024 * 1024];
        new Random(7).NextBytes(body);

        var id = await AppendAsync(body, new DeliveryPart(Shop, Lane.Bulk, 1));
        await ReopenAsync();

        var stored = await Journal.FindWebhookAsync(id, Ct);
        Assert.Equal(SHA256.HashData(body), SHA256.HashData(stored!.Body.Span));
    }

    [Fact]
    public async Task Bytes_are_taken_at_the_call_so_that_a_caller_may_use_its_buffer_again()
    {
        byte[] buffer = [1, 2, 3];

        var id = await AppendAsync(buffer, new DeliveryPart(Shop, Lane.Live, 1));
        buffer[0] = 9;

        Assert.Equal([1, 2, 3], (await Journal.FindWebhookAsync(id, Ct))!.Body.ToArray());
    }

    [Fact]
    public async Task A_webhook_that_was_never_kept_is_not_found() =>
        Assert.Null(await Journal.FindWebhookAsync(4711, Ct));

    [Fact]
    public async Task An_append_is_readable_when_its_task_completes()
    {
        for (var n = 1; n <= 20; n++)
        {
            await AppendAsync(Shop);
            Assert.Equal(n, (await UndoneAsync(Shop)).Count);
        }
    }

    [Fact]
    public async Task Each_owner_gets_its_part_of_one_webhook()
    {
        await AppendAsync([1], new DeliveryPart(Shop, Lane.Live, 2), new DeliveryPart(Cafe, Lane.Statuses, 3));

        var shop = Assert.Single(await UndoneAsync(Shop));
        var cafe = Assert.Single(await UndoneAsync(Cafe, Lane.Statuses));
        Assert.Equal(new DeliveryPart(Shop, Lane.Live, 2), shop.Part);
        Assert.Equal(new DeliveryPart(Cafe, Lane.Statuses, 3), cafe.Part);
        Assert.Equal(shop.Webhook.Id, cafe.Webhook.Id);
        Assert.NotEqual(shop.Id, cafe.Id);
    }

    [Fact]
    public async Task Lanes_of_one_owner_are_read_apart()
    {
        await AppendAsync(Shop, Lane.Bulk, body: "bulk");
        await AppendAsync(Shop, Lane.Statuses, body: "statuses");
        await AppendAsync(Shop, Lane.Live, body: "live");

        foreach (var lane in new[] { Lane.Live, Lane.Statuses, Lane.Bulk })
        {
            var only = Assert.Single(await UndoneAsync(Shop, lane));
            Assert.Equal(lane.ToString(), TextOf(only.Webhook.Body), ignoreCase: true);
        }
    }

    [Fact]
    public async Task Undone_deliveries_come_oldest_first_and_no_more_than_asked()
    {
        for (var n = 0; n < 10; n++)
            await AppendAsync(Shop, body: $"{n}");

        var undone = await UndoneAsync(Shop, limit: 4);

        Assert.Equal(["0", "1", "2", "3"], undone.Select(delivery => TextOf(delivery.Webhook.Body)));
    }

    [Fact]
    public async Task An_owner_nobody_has_registered_waits_under_its_own_id()
    {
        var stranger = Owner.Number("999");
        await AppendAsync(stranger);
        await ReopenAsync();

        Assert.Single(await UndoneAsync(stranger));
        Assert.Contains(stranger, await Journal.ReadBusyOwnersAsync(Ct));
    }

    [Fact]
    public async Task Deliveries_are_paged_newest_first_over_all_lanes()
    {
        for (var n = 0; n < 9; n++)
            await AppendAsync(Shop, (Lane)(n % 3), body: $"{n}");
        await AppendAsync(Cafe);

        var first = await Journal.PageDeliveriesAsync(Shop, null, 4, Ct);
        var second = await Journal.PageDeliveriesAsync(Shop, first[^1].Id, 100, Ct);

        Assert.Equal(
            ["8", "7", "6", "5", "4", "3", "2", "1", "0"],
            first.Concat(second).Select(delivery => TextOf(delivery.Webhook.Body)));
        Assert.Equal(4, first.Count);
    }

    [Fact]
    public async Task Received_items_are_counted_per_owner_and_the_count_survives_a_restart()
    {
        Assert.Equal(0, await Journal.CountReceivedItemsAsync(Shop, Ct));

        await AppendAsync([1], new DeliveryPart(Shop, Lane.Live, 2), new DeliveryPart(Cafe, Lane.Live, 5));
        await AppendAsync([2], new DeliveryPart(Shop, Lane.Statuses, 40), new DeliveryPart(Shop, Lane.Bulk, 100));
        Assert.Equal(142, await Journal.CountReceivedItemsAsync(Shop, Ct));

        await ReopenAsync();
        await AppendAsync(Shop, items: 1);

        Assert.Equal(143, await Journal.CountReceivedItemsAsync(Shop, Ct));
        Assert.Equal(5, await Journal.CountReceivedItemsAsync(Cafe, Ct));
    }

    [Fact]
    public async Task Appends_that_race_are_all_kept_and_each_under_its_own_id()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 500).Select(n => AppendAsync(Shop, body: $"{n}")));
        await ReopenAsync();

        Assert.Equal(500, ids.Distinct().Count());
        var kept = (await UndoneAsync(Shop, limit: 1000)).ToDictionary(d => d.Webhook.Id, d => TextOf(d.Webhook.Body));
        Assert.Equal(Enumerable.Range(0, 500).Select(n => $"{n}"), ids.Select(id => kept[id]));
    }

    [Fact]
    public async Task Every_append_that_completed_survives_although_nobody_said_goodbye()
    {
        var appends = Enumerable.Range(0, 200).Select(n => AppendAsync(Shop, body: $"{n}")).ToList();
        var first = await await Task.WhenAny(appends);
        Assert.NotNull(await Journal.FindWebhookAsync(first, Ct));

        await ReopenAsync();

        foreach (var append in appends.Where(append => append.IsCompletedSuccessfully))
            Assert.NotNull(await Journal.FindWebhookAsync(await append, Ct));
    }

    [Fact]
    public async Task The_deliveries_of_one_webhook_are_found_by_owner_one_for_each_lane()
    {
        await AppendAsync(Shop, body: "another");
        var id = await AppendAsync(
            "both"u8.ToArray(), new DeliveryPart(Shop, Lane.Live, 1), new DeliveryPart(Shop, Lane.Statuses, 2),
            new DeliveryPart(Cafe, Lane.Live, 1));
        await MarkAsync(Shop, new DoneMark(Assert.Single(await UndoneAsync(Shop, Lane.Statuses)).Id, 2, true));

        var found = await Journal.FindDeliveriesAsync(Shop, id, Ct);

        Assert.Equal([Lane.Live, Lane.Statuses], found.Select(delivery => delivery.Part.Lane).Order());
        Assert.All(found, delivery => Assert.Equal("both", TextOf(delivery.Webhook.Body)));
        Assert.Equal(2, found.Single(delivery => delivery.Part.Lane == Lane.Statuses).NextItem);
        Assert.Empty(await Journal.FindDeliveriesAsync(Shop, id + 1000, Ct));
    }
}
