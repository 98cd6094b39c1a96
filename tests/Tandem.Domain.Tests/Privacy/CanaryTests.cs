using System.Text.Json;
using CsCheck;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Media;
using Tandem.Domain.Tests.Driving;

namespace Tandem.Domain.Tests.Privacy;

/// <summary>Whatever comes of private people, in any order: no row holds a word, a name or an emoji.</summary>
public sealed class CanaryTests
{
    private const string Canary = "canary";

    // One key of each person of the streams; two of the one whose keys may never prove to be one person's.
    private static readonly Input[] Marks =
    [
        Marked(new PeerKeys("15550000", null, null)),
        Marked(new PeerKeys(null, "US.1", null)),
        Marked(new PeerKeys("15550002", null, null)),
        Marked(new PeerKeys(null, "US.2", null)),
    ];

    [Fact]
    public void Nothing_of_people_who_were_marked_first_is_ever_kept() =>
        Streams.Any.Sample(inputs => Assert.Empty(RowsWithCanary(Streams.Feed([.. Marks, .. inputs.Select(Sung)]))));

    [Fact]
    public void A_mark_among_the_messages_leaves_what_a_mark_before_them_leaves() =>
        Gen.Select(Streams.Any, Gen.Int[0, 20].Array[Marks.Length]).Sample((inputs, places) =>
        {
            List<Input> mixed = [.. inputs.Select(Sung)];
            foreach (var (mark, place) in Marks.Zip(places))
                mixed.Insert(Math.Min(place, mixed.Count), mark);
            var desk = Streams.Feed(mixed);

            Assert.Empty(RowsWithCanary(desk));
            var first = Streams.Feed([.. Marks, .. inputs.Select(Sung)]);
            Assert.Equal(Canonical.TimelineOf(first), Canonical.TimelineOf(desk));
        });

    [Fact]
    public void Of_history_the_rule_keeps_nothing() =>
        Streams.History.Sample(inputs =>
        {
            var desk = new Desk();
            desk.Rules = desk.Rules with { IsPrivateUntilLive = true };
            foreach (var input in inputs)
                desk.Feed(Sung(input));

            Assert.Empty(RowsWithCanary(desk));
        });

    private static Input.MarkedPrivate Marked(PeerKeys peer) => new(peer, IsPrivate: true, "owner");

    private static Input Sung(Input input) => input switch
    {
        Input.MessageSeen seen => seen with
        {
            Content = seen.Content with { Json = Canary, Media = new MediaRef("1", Canary, Canary, Canary) },
            Name = Canary,
            Username = Canary,
        },
        Input.ChangeSeen seen => seen with
        {
            Content = seen.Content with { Json = Canary },
            Name = Canary,
            Change = seen.Change switch
            {
                MessageChange.Edited => new MessageChange.Edited(Canary),
                MessageChange.Reacted { Emoji.Length: > 0 } => new MessageChange.Reacted(Canary),
                var other => other,
            },
        },
        _ => input,
    };

    private static List<string> RowsWithCanary(Desk desk) =>
    [
        .. desk.All<IRow>().Select(row => JsonSerializer.Serialize(row, row.GetType()))
            .Where(json => json.Contains(Canary, StringComparison.Ordinal)),
    ];
}
