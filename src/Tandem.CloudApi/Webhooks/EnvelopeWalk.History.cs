using System.Text.Json;

namespace Tandem.CloudApi.Webhooks;

/// <summary>Inside a history: chunks, their threads, and the messages of those.</summary>
internal ref partial struct EnvelopeWalk
{
    private void WalkChunks(ref Utf8JsonReader reader, ref PartFound part)
    {
        if (part.Field.Length == 0)
            part.Field = WebhookFields.History;

        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return;

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            WalkChunk(ref reader, ref part);
            return;
        }

        while (NextElement(ref reader))
            WalkChunk(ref reader, ref part);
    }

    private void WalkChunk(ref Utf8JsonReader reader, ref PartFound part)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Add(ref part, ItemSource.Odd, SkipAndMeasure(ref reader));
            return;
        }

        var start = (int)reader.TokenStartIndex;
        var before = part.Items;
        var chunk = Chunks.Count;
        var metadata = default(Slice);
        if (_itemsToo)
            Chunks.Add(metadata);

        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                reader.Read();
                metadata = SkipAndMeasure(ref reader);
            }
            else if (reader.ValueTextEquals("threads"u8))
            {
                WalkThreads(ref reader, ref part, chunk);
            }
            else if (reader.ValueTextEquals("errors"u8))
            {
                WalkElements(ref reader, ref part, ItemSource.HistoryErrors, chunk);
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        if (part.Items == before)
            Add(ref part, ItemSource.HistoryChunk, new Slice(start, (int)reader.BytesConsumed - start), chunk);
        if (_itemsToo)
            Chunks[chunk] = metadata;
    }

    private void WalkThreads(ref Utf8JsonReader reader, ref PartFound part, int chunk)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return;

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Add(ref part, ItemSource.Odd, SkipAndMeasure(ref reader), chunk);
            return;
        }

        while (NextElement(ref reader))
            WalkThread(ref reader, ref part, chunk);
    }

    private void WalkThread(ref Utf8JsonReader reader, ref PartFound part, int chunk)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Add(ref part, ItemSource.Odd, SkipAndMeasure(ref reader), chunk);
            return;
        }

        var thread = Threads.Count;
        string? id = null;
        var context = default(Slice);
        if (_itemsToo)
            Threads.Add(default);

        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("id"u8))
            {
                id = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("context"u8))
            {
                reader.Read();
                context = SkipAndMeasure(ref reader);
            }
            else if (reader.ValueTextEquals("messages"u8))
            {
                WalkElements(ref reader, ref part, ItemSource.HistoryMessages, chunk, thread);
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        if (_itemsToo)
            Threads[thread] = new ThreadFound(id, context);
    }
}
