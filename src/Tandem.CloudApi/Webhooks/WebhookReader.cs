using System.Text.Json;
using Tandem.CloudApi.Json;
using Tandem.CloudApi.Webhooks.Values;

namespace Tandem.CloudApi.Webhooks;

/// <summary>Reads a webhook's items: the very ones <see cref="WebhookScan"/> counts, in the same order.</summary>
public static class WebhookReader
{
    /// <summary>All items of a body; none if it is unreadable. Takes any bytes and never throws.</summary>
    public static IReadOnlyList<WebhookItem> Read(ReadOnlyMemory<byte> body)
    {
        var bytes = LoneSurrogates.Replace(body.Span);
        var walk = new EnvelopeWalk(bytes, itemsToo: true);
        if (!walk.Run())
            return [];

        var items = new WebhookItem[walk.Items.Count];
        var (contacts, contactsOf) = (ContactList.None, -1);
        var (context, contextOf) = (default(HistoryThreadContext), -1);
        var (chunk, chunkOf) = (default(HistoryChunk), -1);
        for (var i = 0; i < items.Length; i++)
        {
            // Items of one part, chunk and thread follow each other, so what they share is read once.
            var found = walk.Items[i];
            var part = walk.Parts[found.Part];
            if (contactsOf != found.Part)
                (contacts, contactsOf) = (ContactList.Read(Parse(bytes, part.Contacts)), found.Part);
            if (chunkOf != found.Chunk)
                (chunk, chunkOf) = (ReadChunk(bytes, walk, found.Chunk), found.Chunk);
            if (contextOf != found.Thread)
                (context, contextOf) = (ReadContext(bytes, walk, found.Thread), found.Thread);

            var raw = Parse(bytes, found.At);
            items[i] = new WebhookItem
            {
                Index = i,
                PartIndex = found.Part,
                IsListedAsStatus = found.Source == ItemSource.Statuses,
                Field = part.Field,
                Kind = ItemKinds.Of(part.Field, found.Source, raw),
                Raw = raw,
                EntryId = part.EntryId,
                EntryTime = WebhookItem.ReadTime(part.EntryTime),
                PhoneNumberId = part.PhoneNumberId,
                DisplayPhoneNumber = part.DisplayPhoneNumber,
                WabaId = part.WabaId ?? part.EntryId,
                Chunk = chunk,
                ThreadId = found.Thread < 0 ? null : walk.Threads[found.Thread].Id,
                ThreadContext = context,
            };
            ItemTyping.Fill(items[i]);
            contacts.Attach(items[i]);
        }

        return items;
    }

    private static HistoryChunk? ReadChunk(ReadOnlySpan<byte> body, EnvelopeWalk walk, int chunk) =>
        chunk < 0 || walk.Chunks[chunk].IsEmpty
            ? null
            : ItemTyping.TryRead(Parse(body, walk.Chunks[chunk]), CloudApiJson.Default.HistoryChunk);

    private static HistoryThreadContext? ReadContext(ReadOnlySpan<byte> body, EnvelopeWalk walk, int thread) =>
        thread < 0 || walk.Threads[thread].Context.IsEmpty
            ? null
            : ItemTyping.TryRead(
                Parse(body, walk.Threads[thread].Context), CloudApiJson.Default.HistoryThreadContext);

    /// <summary>An element with a document of its own: keeping it does not keep the whole body alive.</summary>
    private static JsonElement Parse(ReadOnlySpan<byte> body, Slice at) =>
        at.IsEmpty ? default : JsonElement.Parse(body.Slice(at.Start, at.Length));
}
