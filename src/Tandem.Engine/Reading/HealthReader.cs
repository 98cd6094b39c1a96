using System.Globalization;
using Tandem.Domain.Arrivals;
using Tandem.Domain.Deciding;
using Tandem.Engine.Registry;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>How numbers fare.</summary>
public sealed class HealthReader(IBook book, NumberReader numbers, RegistrationBook directory)
{
    /// <summary>The health of a number, or null if there is none.</summary>
    public async Task<HealthView?> FindAsync(string phoneNumberId, CancellationToken ct)
    {
        if (await directory.FindNumberAsync(phoneNumberId, ct) is not { } number
            || await numbers.FindAsync(phoneNumberId, ct) is not { } shown)
            return null;

        var codec = new RowCodec(number.PhoneNumberId, number.Short);
        RowRef[] wanted = [.. Enum.GetValues<LagLeg>().Select(RowRef.Lag), RowRef.Bursts, RowRef.Rhythm];
        var rows = (await book.ReadAsync([.. wanted.Select(codec.KeyOf)], ct)).Select(RowCodec.Read).ToList();
        var lags = rows.OfType<Lag>().ToDictionary(lag => lag.Leg);
        var bursts = rows.OfType<Bursts>().FirstOrDefault()?.Known ?? default;
        return new HealthView(
            phoneNumberId,
            shown.Link,
            new LagsView(LagOf(LagLeg.Inbound), LagOf(LagLeg.Echo), LagOf(LagLeg.Status)),
            [.. bursts.Where(burst => burst.IsOne).Reverse().Select(Show)],
            Show(rows.OfType<Rhythm>().FirstOrDefault() ?? new Rhythm()));

        LagView LagOf(LagLeg leg) => Show(lags.GetValueOrDefault(leg));
    }

    private static LagView Show(Lag? lag)
    {
        if (lag?.Shown is not { } shown)
            return new LagView(0, Since: null, P50: null, P95: null, Max: null, []);

        return new LagView(
            shown.Count,
            shown.Since,
            shown.Percentile(0.5),
            shown.Percentile(0.95),
            shown.Max,
            [
                .. shown.Counts.Select((count, i) =>
                    new LagClassView(i < Lag.Bounds.Count ? Lag.Bounds[i] : null, count)),
            ]);
    }

    private static BurstView Show(Burst burst)
    {
        var from = Wording.Instant(burst.From);
        var span = string.Create(
            CultureInfo.InvariantCulture, $"from {from:yyyy-MM-dd HH:mm} to {burst.FirstAt:HH:mm} UTC");
        return new BurstView(
            burst.Id,
            from,
            Wording.Instant(burst.Until),
            burst.FirstAt,
            burst.LastAt,
            burst.Echoes,
            burst.Messages,
            burst.IsOfPhone ? "phone_offline" : "webhooks_late",
            burst.IsOfPhone
                ? $"The phone was offline {span}, as far as its messages show; what it had to send came together."
                : $"Messages were held back {span}, by WhatsApp or because this hub could not be reached.");
    }

    private static RhythmView Show(Rhythm rhythm) => rhythm.Active.Count == 0
        ? new RhythmView(0, LastHour: null, SilentAt: null, SilentSince: null)
        : new RhythmView(
            rhythm.Known,
            Rhythm.InstantOf(rhythm.Last),
            rhythm.SilentAt(),
            rhythm.Silence is { } silence ? Wording.Instant(silence.From) : null);
}
