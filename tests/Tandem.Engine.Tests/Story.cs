using System.Text.Json;
using Tandem.Engine.Agents;
using Tandem.Engine.Reading;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests;

/// <summary>A timeline as text, without our ids and without order inside one second.</summary>
internal static class Story
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<IReadOnlyList<string>> TellAsync(TestHub hub)
    {
        var lines = new List<string>();
        var page = await hub.Reader.Timeline.ConversationsAsync(TestHub.PhoneNumberId, new PageAsk(Limit: 200), Ct);
        foreach (var conversation in page.Data)
        {
            var messages = await hub.Reader.Timeline.MessagesAsync(conversation.Id, new PageAsk(Limit: 200), Ct);
            Assert.Null(messages!.Paging.Next);
            var who = $"{conversation.Contact.WaId ?? conversation.Contact.UserId}";
            lines.AddRange(messages.Data.Select(message => $"{who} | {Tell(message)}"));
        }

        Assert.Null(page.Paging.Next);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    public static async Task AssertBalancedAsync(TestHub hub)
    {
        foreach (var owner in new[] { Owner.Number(TestHub.PhoneNumberId), Owner.Account(TestHub.WabaId) })
        {
            var received = await hub.Storage.Journal.CountReceivedItemsAsync(owner, Ct);
            var row = await hub.Storage.Book.ReadAsync([LedgerCounts.KeyOf(owner)], Ct);
            var counts = LedgerCounts.Read(row is [var stored] ? stored : null);
            Assert.Equal(received, counts.Decided);
            Assert.True(counts.Waiting >= 0, $"{owner}: {counts}");
        }
    }

    private static string Tell(MessageView message) => string.Join(
        ' ',
        message.Timestamp.ToUnixTimeSeconds(),
        message.Wamid,
        message.Direction,
        message.Origin,
        message.Via,
        message.Type,
        message.Status,
        string.Join(',', message.StatusTimes.Select(time => $"{time.Key}@{time.Value.ToUnixTimeSeconds()}").Order()),
        message.Revoked ? "revoked" : "",
        message.Edit is { } edit ? $"edited@{edit.At.ToUnixTimeSeconds()}:{Compact(edit.Content)}" : "",
        string.Join(',', (message.Reactions ?? []).Select(r => $"{r.By}:{r.Emoji}@{r.At.ToUnixTimeSeconds()}")),
        message.Failure?.Code,
        message.RepliesTo,
        Compact(message.Content));

    // White space is the case file's, not the message's.
    private static string Compact(JsonElement? json) => json is { } value ? JsonSerializer.Serialize(value) : "";
}
