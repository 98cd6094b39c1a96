using CsCheck;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Timeline;

/// <summary>P2: whatever is repeated, reordered or delayed, the timeline is the same.</summary>
public sealed class OrderTests
{
    [Fact]
    public void The_order_of_webhooks_does_not_matter() =>
        Gen.Select(Streams.Any, Gen.Int).Sample(
            (inputs, seed) => Assert.Equal(
                Canonical.TimelineOf(Streams.Feed(inputs)),
                Canonical.TimelineOf(Streams.Feed(Streams.Disturb(inputs, seed)))),
            iter: 1_500);

    [Fact]
    public void Hearing_everything_twice_changes_nothing() =>
        Streams.Any.Sample(
            inputs =>
            {
                var desk = Streams.Feed(inputs);
                var once = Canonical.TimelineOf(desk);
                foreach (var input in inputs)
                    Assert.Equal(Outcome.Duplicate, desk.Feed(input).Outcome);
                Assert.Equal(once, Canonical.TimelineOf(desk));
            },
            iter: 1_000);

    [Fact]
    public void A_repetition_right_after_is_known_as_one() =>
        Streams.Any.Sample(
            inputs =>
            {
                var desk = new Desk();
                foreach (var input in inputs)
                {
                    desk.Feed(input);
                    var (rows, effects) = (desk.All<IRow>().ToList(), desk.Effects.Count);
                    Assert.Equal(Outcome.Duplicate, desk.Feed(input).Outcome);
                    Assert.Equal(rows, desk.All<IRow>());
                    Assert.Equal(effects, desk.Effects.Count);
                }
            },
            iter: 300);

    [Fact]
    public void People_are_told_apart_by_keys_and_joined_by_what_proves_them_one() =>
        Gen.Select(Streams.Any, Gen.Int).Sample(
            (inputs, seed) =>
            {
                var desk = Streams.Feed(Streams.Disturb(inputs, seed));
                var found = desk.All<PeerLink>()
                    .GroupBy(link => desk.Root(link.ConversationId).Id, link => link.Key)
                    .Select(keys => string.Join(' ', keys.Order(StringComparer.Ordinal)));
                Assert.Equal(Partition(inputs), found.Order(StringComparer.Ordinal));
            },
            iter: 500);

    [Fact]
    public void A_status_never_takes_a_message_back() =>
        Streams.Any.Sample(
            inputs =>
            {
                var desk = new Desk();
                var reached = new Dictionary<string, Stage>();
                foreach (var input in inputs)
                {
                    desk.Feed(input);
                    foreach (var message in desk.All<Message>().Where(m => m.Stage is not null))
                    {
                        Assert.True(message.Stage >= reached.GetValueOrDefault(message.Wamid!));
                        reached[message.Wamid!] = message.Stage!.Value;
                    }
                }
            },
            iter: 500);

    // Groups of keys that any one event, or events about one message, name together: an answer of its own making.
    private static IEnumerable<string> Partition(Input[] inputs)
    {
        var groups = new List<HashSet<string>>();
        foreach (var input in inputs)
        {
            HashSet<string> together = input switch
            {
                Input.MessageSeen seen => [seen.Wamid, .. seen.Peer.All()],
                Input.ChangeSeen seen => [seen.Wamid, seen.About, .. seen.Peer.All()],
                Input.StatusSeen seen => [seen.Wamid, .. seen.Recipient.All()],
                _ => [],
            };
            foreach (var touching in groups.Where(group => group.Overlaps(together)).ToList())
            {
                together.UnionWith(touching);
                groups.Remove(touching);
            }

            groups.Add(together);
        }

        return groups
            .Select(group => string.Join(' ', group.Where(key => !key.StartsWith("wamid", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal);
    }
}
