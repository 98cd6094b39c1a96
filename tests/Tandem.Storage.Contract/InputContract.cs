using Tandem.Engine.Storing;

namespace Tandem.Storage.Contract;

/// <summary>Recorded inputs come back as they were decided: by owner, by message, by delivery.</summary>
public abstract class InputContract(IStoragePlace place) : StorageContract(place)
{
    [Fact]
    public async Task An_input_comes_back_with_everything_it_was_recorded_with()
    {
        var whole = new RecordedInput(
            Shop, 1, Noon.AddTicks(1234567), "message", 12, 3, new byte[] { 0, 1, 255 }, "set_aside", "odd", "m-1");
        var bare = new RecordedInput(Shop, 2, Noon, "timer", null, null, null, "done", null, null);
        await Book.CommitAsync(CommitOf(Shop) with { Inputs = [whole, bare] }, Ct);
        await ReopenAsync();

        var read = await Book.ReadInputsAsync(Shop, 1, 10, Ct);

        Assert.Equal(2, read.Count);
        Assert.Equal(whole.Body!.Value.ToArray(), read[0].Body!.Value.ToArray());
        Assert.Equal(whole with { Body = null }, read[0] with { Body = null });
        Assert.Equal(bare, read[1]);
    }

    [Fact]
    public async Task An_empty_body_is_not_a_missing_one()
    {
        await RecordAsync(Input(Shop, 1) with { Body = Array.Empty<byte>() });

        var read = Assert.Single(await Book.ReadInputsAsync(Shop, 1, 10, Ct));

        Assert.NotNull(read.Body);
        Assert.Equal(0, read.Body.Value.Length);
    }

    [Fact]
    public async Task Inputs_are_read_from_a_position_on_and_no_more_than_asked()
    {
        await RecordAsync([.. Enumerable.Range(1, 20).Select(position => Input(Shop, position))]);

        var read = await Book.ReadInputsAsync(Shop, 8, 5, Ct);

        Assert.Equal([8, 9, 10, 11, 12], read.Select(input => input.Position));
        Assert.Empty(await Book.ReadInputsAsync(Shop, 21, 5, Ct));
        Assert.Empty(await Book.ReadInputsAsync(Cafe, 1, 5, Ct));
    }

    [Fact]
    public async Task The_life_of_a_message_is_every_input_that_touched_it()
    {
        await RecordAsync(
            Input(Shop, 1) with { Subject = "m-1" },
            Input(Shop, 2) with { Subject = "m-2" },
            Input(Shop, 3),
            Input(Shop, 4) with { Subject = "m-1", Kind = "status" });

        var life = await Book.ReadInputsOfSubjectAsync("m-1", Ct);

        Assert.Equal([(1L, "message"), (4L, "status")], life.Select(input => (input.Position, input.Kind)));
        Assert.Empty(await Book.ReadInputsOfSubjectAsync("m-3", Ct));
    }

    [Fact]
    public async Task The_items_of_a_delivery_are_found_in_their_order_in_the_webhook()
    {
        await RecordAsync(
            Input(Shop, 1) with { DeliveryId = 5, ItemIndex = 2 },
            Input(Shop, 2) with { DeliveryId = 5, ItemIndex = 0 },
            Input(Shop, 3) with { DeliveryId = 6, ItemIndex = 0 },
            Input(Shop, 4) with { DeliveryId = 5, ItemIndex = 1 });

        var items = await Book.ReadInputsOfDeliveryAsync(5, Ct);

        Assert.Equal([(0, 2L), (1, 4L), (2, 1L)], items.Select(input => (input.ItemIndex!.Value, input.Position)));
    }

    private Task RecordAsync(params RecordedInput[] inputs) =>
        Book.CommitAsync(CommitOf(Shop) with { Inputs = inputs }, Ct);
}
