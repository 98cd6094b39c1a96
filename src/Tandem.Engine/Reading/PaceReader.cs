using Tandem.Domain.Link;
using Tandem.Domain.Pacing;
using Tandem.Domain.Rules;
using Tandem.Engine.Registry;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>How fast a number sends, and how long what waits will take.</summary>
public sealed class PaceReader(IBook book, RegistrationBook directory, TimeProvider clock)
{
    /// <summary>The pace of a number; null without such a number.</summary>
    public async Task<PaceView?> FindAsync(string phoneNumberId, CancellationToken ct)
    {
        if (await directory.FindNumberAsync(phoneNumberId, ct) is not { } number)
            return null;

        var codec = new RowCodec(number.PhoneNumberId, number.Short);
        var rows = await book.ReadAsync(
            [codec.KeyOf(Domain.Deciding.RowRef.NumberState), codec.KeyOf(Domain.Deciding.RowRef.Pace)], ct);
        var read = rows.Select(RowCodec.Read).ToList();
        return Show(
            read.OfType<NumberState>().FirstOrDefault() ?? new NumberState(),
            read.OfType<Pace>().FirstOrDefault() ?? new Pace(),
            Agents.Terms.RulesOf(number));
    }

    private PaceView Show(NumberState state, Pace pace, NumberRules rules)
    {
        var now = clock.GetUtcNow();
        var last = pace.LastMinute(now);
        double whole = rules.MessagesPerSecond * 60;
        return new PaceView
        {
            MessagesPerSecond = rules.MessagesPerSecond,
            Room = Paces.RoomAt(pace, rules, now),
            ClosedUntil = pace.ClosedUntil > now ? pace.ClosedUntil : null,
            LastMinute = new SpentView(
                DateTimeOffset.FromUnixTimeSeconds(last.Minute * 60),
                last.Ours,
                last.Phone,
                last.Customers,
                Math.Round((last.Ours + last.Phone + last.Customers) / whole, 3),
                Math.Round(last.Phone / whole, 3)),
            Backlog = new BacklogView(
                state.Backlog.Human, state.Backlog.Bot, state.Backlog.Notification, state.Backlog.Campaign),
            InLine = state.Line.Count,
            DoneAt = state.Backlog.Total == 0 ? null : Paces.Forecast(state.Backlog, pace, rules, now),
        };
    }
}
