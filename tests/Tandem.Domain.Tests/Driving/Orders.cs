using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Driving;

/// <summary>Feeds a small set of inputs in every order, and tells who is with whom afterwards.</summary>
internal static class Orders
{
    /// <summary>Every order of a set.</summary>
    public static IEnumerable<T[]> Of<T>(IReadOnlyList<T> items) => items.Count == 0
        ? [[]]
        : Enumerable.Range(0, items.Count).SelectMany(i =>
            Of<T>([.. items.Where((_, at) => at != i)]).Select(rest => (T[])[items[i], .. rest]));

    /// <summary>Messages by conversation, without our ids and whatever their order of arrival.</summary>
    public static string Partition(Desk desk)
    {
        var conversations = desk.All<Message>().Where(message => message.IsOnTimeline)
            .GroupBy(message => desk.Root(message.ConversationId).Id)
            .Select(one => string.Join(' ', one.OrderBy(m => m.At).ThenBy(m => m.Wamid).Select(m => m.Wamid)));
        return string.Join(" | ", conversations.Order(StringComparer.Ordinal));
    }

    /// <summary>In every order the same messages stand together; and again when all of it is heard a second time.
    /// </summary>
    public static Desk AllGive(string expected, params Input[] inputs) => AllGive(expected, _ => null, inputs);

    /// <summary>The same, and nothing is wrong with what they come to.</summary>
    /// <param name="expected">Who stands with whom.</param>
    /// <param name="wrong">What is wrong after every order; null: nothing.</param>
    /// <param name="inputs">What is heard.</param>
    public static Desk AllGive(string expected, Func<Desk, string?> wrong, params Input[] inputs)
    {
        var last = new Desk();
        foreach (var order in Of(Enumerable.Range(0, inputs.Length).ToArray()))
        {
            var desk = new Desk();
            foreach (var round in new[] { 1, 2 })
            {
                foreach (var index in order)
                    desk.Feed(inputs[index]);
                var found = Partition(desk);
                Assert.True(
                    expected == found, $"order {string.Join(' ', order)}, round {round}:\n{found}\nnot\n{expected}");
                Assert.True(wrong(desk) is null, $"order {string.Join(' ', order)}, round {round}: {wrong(desk)}");
            }

            last = desk;
        }

        return last;
    }

    /// <summary>The conversation in which a message stands.</summary>
    public static Conversation HomeOf(Desk desk, string wamid) => desk.Root(desk.Message(wamid).ConversationId);
}
