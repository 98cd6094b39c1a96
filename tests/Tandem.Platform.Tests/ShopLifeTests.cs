using Tandem.Bench.Shop;

namespace Tandem.Platform.Tests;

/// <summary>A long life of one shop, the same one that the benchmark measures.</summary>
public sealed class ShopLifeTests
{
    private static readonly int Days =
        Environment.GetEnvironmentVariable("TANDEM_TEST_FULL") is { Length: > 0 } ? 182 : 75;

    [Fact]
    public void The_same_seed_gives_the_same_ledger_byte_for_byte_and_another_seed_another_one()
    {
        var first = Live(7);
        var again = Live(7);
        var other = Live(8);

        Assert.Equal((first.LedgerHash, first.LedgerLines, first.Webhooks),
            (again.LedgerHash, again.LedgerLines, again.Webhooks));
        Assert.NotEqual(first.LedgerHash, other.LedgerHash);
        Assert.True(first.LedgerLines > 1000 * Days);
        AssertLived(first);
    }

    /// <summary>What makes the life worth measuring did happen in it.</summary>
    private static void AssertLived(ShopLife life)
    {
        var phones = ShopLife.NewPhones.Count(day => day < Days);
        Assert.Equal(phones, life.Count(LedgerKinds.WebhookDelivered, "ACCOUNT_RECONNECTED"));
        Assert.InRange(life.Count(LedgerKinds.DeviceOffline), Days - phones, Days);
        Assert.True(life.Count(LedgerKinds.Status, "template", "delivered") > 100 * (Days / 7));
    }

    private static ShopLife Live(ulong seed)
    {
        var life = new ShopLife(seed);
        life.Live(Days);
        return life;
    }
}
