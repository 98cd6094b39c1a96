using Tandem.Drills.Running;
using Tandem.Drills.Storing;
using Tandem.Engine.Registry;

namespace Tandem.Engine.Tests.Registry;

/// <summary>Two registrations at once: whenever the other one comes in between, the two names differ.</summary>
public sealed class ShortNamesTests
{
    private const int Reads = 6;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int> Between => [.. Enumerable.Range(1, Reads)];

    [Theory]
    [MemberData(nameof(Between))]
    public async Task No_short_name_is_given_twice(int read)
    {
        var storage = new MemoryStorage(new MemoryDisk(), new VirtualTime(DateTimeOffset.UnixEpoch));
        var registry = new RegistrationBook(storage.Book);
        var reads = 0;
        Task<NumberRegistration>? other = null;
        storage.RefusesRead = () =>
        {
            if (++reads == read)
                other = registry.PutNumberAsync(Number("2"), App, Ct);
            return false;
        };

        var first = await registry.PutNumberAsync(Number("1"), App, Ct);
        storage.RefusesRead = null;
        var second = other is null ? await registry.PutNumberAsync(Number("2"), App, Ct) : await other;

        Assert.NotEqual(first.Short, second.Short);
    }

    private static AppRegistration App => new("app", "secret");

    private static NumberRegistration Number(string id) => new(id, Short: "")
    {
        WabaId = "9",
        DisplayPhoneNumber = "+1 555-078-3881",
        AppId = "app",
        ProtectedToken = "token",
        GraphBaseUrl = "https://graph.example",
        VerifyToken = "verify",
    };
}
