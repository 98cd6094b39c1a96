using System.Text.Json;
using Tandem.Drills.Worlds;

namespace Tandem.Drills.Checking;

/// <summary>Reads what the hub was given for the names in it, by a reader of the drill's own.</summary>
internal static class Clues
{
    private static readonly (string Type, string Field)[] Changes =
        [("edit", "original_message_id"), ("revoke", "original_message_id"), ("reaction", "message_id")];

    /// <summary>All that the hub was given in a world.</summary>
    public static IEnumerable<Clue> In(World world) =>
        [.. InSends(world), .. world.Witness.Acknowledgements.SelectMany(InWebhook)];

    private static IEnumerable<Clue> InSends(World world)
    {
        var calls = world.Callers.All.ToDictionary(call => call.Id);
        foreach (var arrived in world.Witness.Arrived.Where(arrived => arrived.CallId is not null))
        {
            var call = calls[arrived.CallId!];
            var mark = Clue.Mark(call.Number, arrived.Mark);

            // Nothing speaks of a send before the hub was asked for it, so when that was need not be known.
            yield return new Clue(0, [mark, .. Clue.Person(call.Number, call.Body.To, call.Body.Recipient)]);

            // A crash can take an answer away: the hub has it for good once it commits that the send was accepted.
            if (world.Witness.Answers.TryGetValue(arrived.Mark, out var answer)
                && world.Witness.Settled.TryGetValue(arrived.Mark, out var settled))
                yield return new Clue(settled, [mark, .. InAnswer(call.Number, answer)]);
        }
    }

    private static List<string> InAnswer(string number, ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return
            [
                .. Each(json.RootElement, "messages").SelectMany(message => MessageIn(number, message)),
                .. Each(json.RootElement, "contacts").SelectMany(one => PersonIn(number, one, "wa_id", "user_id")),
            ];
        }
        catch (JsonException)
        {
            return []; // half an answer, or a gateway's page
        }
    }

    private static IEnumerable<Clue> InWebhook(Acknowledgement acknowledgement)
    {
        using var json = JsonDocument.Parse(acknowledgement.Body);
        return
        [
            .. Each(json.RootElement, "entry").SelectMany(entry => Each(entry, "changes"))
                .Select(change => change.GetProperty("value"))
                .SelectMany(InValue)
                .Select(names => new Clue(acknowledgement.Event, [.. names])),
        ];
    }

    private static IEnumerable<IEnumerable<string>> InValue(JsonElement value)
    {
        if (!value.TryGetProperty("metadata", out var metadata) || Text(metadata, "phone_number_id") is not { } number)
            yield break;

        // Several contacts would not say which is whose; the platform writes one, that of all items beside it.
        var contacts = Each(value, "contacts").ToList();
        var contact = contacts is [var one] ? PersonIn(number, one, "wa_id", "user_id") : [];
        foreach (var item in Each(value, "messages"))
            yield return [.. MessageIn(number, item), .. PersonIn(number, item, "from", "from_user_id"), .. contact];
        foreach (var item in Each(value, "message_echoes"))
            yield return [.. MessageIn(number, item), .. PersonIn(number, item, "to", "to_user_id"), .. contact];
        foreach (var item in Each(value, "statuses"))
        {
            string[] mark = Text(item, "biz_opaque_callback_data") is { } own ? [Clue.Mark(number, own)] : [];
            var recipient = PersonIn(number, item, "recipient_id", "recipient_user_id");
            yield return [.. mark, .. MessageIn(number, item), .. recipient, .. contact];
        }

        foreach (var thread in Each(value, "history").SelectMany(chunk => Each(chunk, "threads")))
        {
            var person = thread.TryGetProperty("context", out var context)
                ? PersonIn(number, context, "wa_id", "user_id")
                : Clue.Person(number, Text(thread, "id"), userId: null);
            yield return [.. person, .. Each(thread, "messages").SelectMany(item => MessageIn(number, item))];
        }
    }

    // What is edited, deleted or reacted to stands in the same chat; what is quoted need not.
    private static IEnumerable<string> MessageIn(string number, JsonElement item)
    {
        yield return Clue.Wamid(number, item.GetProperty("id").GetString()!);
        foreach (var (type, field) in Changes)
        {
            if (item.TryGetProperty(type, out var change) && Text(change, field) is { } about)
                yield return Clue.Wamid(number, about);
        }
    }

    private static IEnumerable<string> PersonIn(string number, JsonElement json, string phone, string userId) =>
        Clue.Person(number, Text(json, phone), Text(json, userId));

    private static string? Text(JsonElement json, string name) => HubRecord.Text(json, name);

    private static IEnumerable<JsonElement> Each(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];
}
