using Tandem.Engine.Registry;
using Tandem.Engine.Replaying;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Replaying;

/// <summary>A number with something behind it, and its replay.</summary>
internal static class ReplayedLife
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<ReplayReport> ReplayAsync(TestHub hub, IProgress<ReplayProgress>? progress = null) =>
        new Replay(hub.Storage).RunAsync(TestHub.PhoneNumberId, progress, Ct);

    public static Task<IReadOnlyList<RecordedInput>> InputsAsync(TestHub hub) =>
        hub.Storage.Book.ReadInputsAsync(Owner.Number(TestHub.PhoneNumberId), 1, 1000, Ct);

    // A customer, an echo that holds, a bot that is refused and comes through, a status, a word that cannot be read.
    public static async Task LiveAsync(TestHub hub)
    {
        await hub.TellAsync(Webhook.Of(
            Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "hello"),
            Webhook.Text("wamid.2", TestHub.Customer, 1_750_000_001, "is anybody there?")));
        await hub.TellAsync(Echo("wamid.e1", 1_750_000_002));
        await Client.Bot(hub).SendAsync("I am");
        await hub.PassAsync(TimeSpan.FromMinutes(31));
        Assert.Equal(200, (await Client.Bot(hub).SendAsync("I am now")).Status);
        var unreadable = Webhook.Text("", TestHub.Customer, 1_750_000_003, "?");
        unreadable.Remove("id");
        await hub.TellAsync(Webhook.Of(unreadable));
    }

    public static string Echo(string wamid, long at) => Webhook.Of(
        "smb_message_echoes", "message_echoes", Webhook.Echo(wamid, TestHub.Customer, at, "It's me"));

    public static async Task<NumberRegistration> NumberAsync(TestHub hub) =>
        (await hub.Registry.FindNumberAsync(TestHub.PhoneNumberId, Ct))!;

    public static async Task ChangeRulesAsync(TestHub hub, Func<NumberRegistration, NumberRegistration> change) =>
        await hub.Registry.PutNumberAsync(
            change(await NumberAsync(hub)), new AppRegistration("app", TestHub.Secret), Ct);

    public static async Task<Row> RowAsync(TestHub hub, RowKey key) =>
        Assert.Single(await hub.Storage.Book.ReadAsync([key], Ct));

    public static Task WriteAsync(TestHub hub, RowChange row) =>
        hub.Storage.Book.CommitAsync(new Commit(new Owner("test"), Epoch: 0, [row], [], [], []), Ct);
}
