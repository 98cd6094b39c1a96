using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Registry;

/// <summary>
/// What is registered: numbers, apps, keys, endpoints. Written with version checks: several may write.
/// </summary>
public sealed class RegistrationBook(IBook book)
{
    private const int Most = 100_000;

    // Agents ask in every turn. The rows are read each time, because another process may have changed them; what a row
    // says is parsed once.
    private readonly ConcurrentDictionary<RowKey, Parsed> _parsed = new();

    /// <summary>All numbers, in the order they were registered.</summary>
    public Task<IReadOnlyList<NumberRegistration>> NumbersAsync(CancellationToken ct) =>
        ListAsync(RowKinds.Number, Listings.Numbers, RegistryJson.Default.NumberRegistration, ct);

    /// <summary>One number, or null.</summary>
    public Task<NumberRegistration?> FindNumberAsync(string phoneNumberId, CancellationToken ct) =>
        FindAsync(new RowKey(RowKinds.Number, phoneNumberId), RegistryJson.Default.NumberRegistration, ct);

    /// <summary>All apps.</summary>
    public Task<IReadOnlyList<AppRegistration>> AppsAsync(CancellationToken ct) =>
        ListAsync(RowKinds.App, Listings.Apps, RegistryJson.Default.AppRegistration, ct);

    /// <summary>All keys, revoked ones too.</summary>
    public Task<IReadOnlyList<ApiKeyRegistration>> KeysAsync(CancellationToken ct) =>
        ListAsync(RowKinds.ApiKey, Listings.Keys, RegistryJson.Default.ApiKeyRegistration, ct);

    /// <summary>The key of this secret hash, or null.</summary>
    public Task<ApiKeyRegistration?> FindKeyAsync(string secretHash, CancellationToken ct) =>
        FindAsync(new RowKey(RowKinds.ApiKey, secretHash), RegistryJson.Default.ApiKeyRegistration, ct);

    /// <summary>All endpoints.</summary>
    public Task<IReadOnlyList<EndpointRegistration>> EndpointsAsync(CancellationToken ct) =>
        ListAsync(RowKinds.Endpoint, Listings.Endpoints, RegistryJson.Default.EndpointRegistration, ct);

    /// <summary>
    /// Registers a number and its app; gives it a short name on first registration, keeps it afterwards.
    /// </summary>
    /// <param name="number">The number; its <c>Short</c> is ignored.</param>
    /// <param name="app">Its app.</param>
    /// <param name="ct">Cancels before anything is written.</param>
    /// <param name="absorbedAppId">Another id of the same app, which is forgotten; its numbers follow.</param>
    public async Task<NumberRegistration> PutNumberAsync(
        NumberRegistration number, AppRegistration app, CancellationToken ct, string? absorbedAppId = null)
    {
        while (true)
        {
            // The counter row makes two concurrent registrations meet, so that no short name is given twice. It is read
            // before the numbers: whoever registers in between has moved it on.
            var counter = new RowKey(RowKinds.Setting, "registrations");
            var version = await book.ReadAsync([counter], ct) is [var row] ? row.Version : 0;
            var known = await FindNumberAsync(number.PhoneNumberId, ct);
            var all = await NumbersAsync(ct);
            var shortName = known?.Short ?? $"{all.Select(n => long.Parse(n.Short, null)).DefaultIfEmpty().Max() + 1}";
            var named = SignedAlsoBy(number with { Short = shortName }, known?.FormerAppIds, known?.AppId);
            try
            {
                await WriteAsync(
                    [
                        new(counter, null, 0, "{}"u8.ToArray(), version),
                        NumberChange(named),
                        .. Absorb(absorbedAppId, app.AppId, all.Where(n => n.PhoneNumberId != named.PhoneNumberId)),
                        Change(RowKinds.App, app.AppId, Listings.Apps, 0, app, RegistryJson.Default.AppRegistration),
                    ],
                    ct);
                return named;
            }
            catch (VersionConflictException)
            {
                // Another registration was faster: read again and give the next name.
            }
        }
    }

    /// <summary>Changes a registered number; the change is made again if another one came between.</summary>
    /// <param name="phoneNumberId">Which.</param>
    /// <param name="change">Makes the new registration of the present one; null when there is nothing to change.
    /// </param>
    /// <param name="ct">Cancels before anything is written.</param>
    /// <returns>The number as it is registered then; null without such a number.</returns>
    public async Task<NumberRegistration?> ChangeNumberAsync(
        string phoneNumberId, Func<NumberRegistration, NumberRegistration?> change, CancellationToken ct)
    {
        while (true)
        {
            var key = new RowKey(RowKinds.Number, phoneNumberId);
            if (await book.ReadAsync([key], ct) is not [var row])
                return null;

            var known = Parse(row, RegistryJson.Default.NumberRegistration);
            if (change(known) is not { } changed)
                return known;

            try
            {
                await WriteAsync([NumberChange(changed) with { ExpectedVersion = row.Version }], ct);
                return changed;
            }
            catch (VersionConflictException)
            {
                // Somebody changed it in between: the change is made on what they left.
            }
        }
    }

    /// <summary>Stores a key.</summary>
    public Task PutKeyAsync(ApiKeyRegistration key, CancellationToken ct) =>
        WriteAsync(
            [
                Change(RowKinds.ApiKey, key.SecretHash, Listings.Keys, SortKey.OfInstant(key.CreatedAt), key,
                    RegistryJson.Default.ApiKeyRegistration),
            ],
            ct);

    /// <summary>Stores an endpoint.</summary>
    public Task PutEndpointAsync(EndpointRegistration endpoint, CancellationToken ct) =>
        WriteAsync(
            [
                Change(RowKinds.Endpoint, endpoint.Id, Listings.Endpoints, SortKey.OfInstant(endpoint.CreatedAt),
                    endpoint, RegistryJson.Default.EndpointRegistration),
            ],
            ct);

    /// <summary>Forgets an endpoint.</summary>
    public Task DeleteEndpointAsync(string endpointId, CancellationToken ct) =>
        WriteAsync([new(new RowKey(RowKinds.Endpoint, endpointId), null, 0, Body: null)], ct);

    // Those who went by the absorbed id go by the new one, and what the old one signed still counts for them.
    private static IEnumerable<RowChange> Absorb(
        string? absorbed, string appId, IEnumerable<NumberRegistration> others) =>
        absorbed is null
            ? []
            :
            [
                .. others.Where(other => other.AppId == absorbed).Select(other =>
                    NumberChange(SignedAlsoBy(other with { AppId = appId }, other.FormerAppIds, absorbed))),
                new RowChange(new RowKey(RowKinds.App, absorbed), null, 0, Body: null),
            ];

    private static NumberRegistration SignedAlsoBy(
        NumberRegistration number, IReadOnlyList<string>? former, string? last) =>
        number with
        {
            FormerAppIds =
            [
                .. (former ?? []).Append(last).OfType<string>().Where(id => id != number.AppId).Distinct(),
            ],
        };

    private static RowChange NumberChange(NumberRegistration number) =>
        Change(RowKinds.Number, number.PhoneNumberId, Listings.Numbers, long.Parse(number.Short, null), number,
            RegistryJson.Default.NumberRegistration);

    private static RowChange Change<T>(
        string kind, string key, string parent, long sort, T value, JsonTypeInfo<T> type) =>
        new(new RowKey(kind, key), parent, sort, JsonSerializer.SerializeToUtf8Bytes(value, type));

    private Task WriteAsync(IReadOnlyList<RowChange> rows, CancellationToken ct) =>
        book.CommitAsync(new Commit(new Owner("registry"), Epoch: 0, rows, [], [], []), ct);

    private async Task<T?> FindAsync<T>(RowKey key, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class =>
        await book.ReadAsync([key], ct) is [var row] ? Parse(row, type) : null;

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string kind, string parent, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class =>
        [
            .. (await book.PageAsync(new RowRange(kind, [parent], null, null, Descending: false, Most), ct))
                .Select(row => Parse(row, type)),
        ];

    private T Parse<T>(Row row, JsonTypeInfo<T> type)
        where T : class
    {
        if (_parsed.TryGetValue(row.Key, out var known) && known.Body.Span.SequenceEqual(row.Body.Span))
            return (T)known.Value;

        var value = JsonSerializer.Deserialize(row.Body.Span, type)
            ?? throw new InvalidOperationException($"Row {row.Key.Kind} '{row.Key.Key}' holds null.");
        _parsed[row.Key] = new Parsed(row.Body, value);
        return value;
    }

    // The bytes and not the version: a row that was deleted and made again counts from 1.
    private sealed record Parsed(ReadOnlyMemory<byte> Body, object Value);
}
