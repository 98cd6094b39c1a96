using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Agents;

/// <summary>Whatever read fails while an account's agent begins, its counts go on where they were.</summary>
public sealed class AccountLedgerTests
{
    private const int Reads = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int> Failing => [.. Enumerable.Range(1, Reads)];

    [Theory]
    [MemberData(nameof(Failing))]
    public void Counts_go_on(int failing) => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Account("ACCOUNT_RECONNECTED", 1_750_000_000));
        var next = await hub.RestartAsync("p2");
        await next.PostAsync(Webhook.Account("ACCOUNT_RECONNECTED", 1_750_000_001));
        var reads = 0;
        next.Storage.RefusesRead = () => ++reads == failing;
        await next.PassAsync(TimeSpan.FromMinutes(5));
        next.Storage.RefusesRead = null;

        var ledger = await next.Reader.Numbers.LedgerAsync(Owner.Account(TestHub.WabaId), Ct);

        Assert.Equal((2, 0), (ledger.Received, ledger.Pending));
    });
}
