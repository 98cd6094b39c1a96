using System.Text.Json;

namespace Tandem.CloudApi.Webhooks;

/// <summary>Inside a change: its <c>value</c> and the lists in it.</summary>
internal ref partial struct EnvelopeWalk
{
    private void WalkValue(ref Utf8JsonReader reader, string? field)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            AddOddPart(ref reader, field ?? "");
            return;
        }

        var start = (int)reader.TokenStartIndex;
        var part = new PartFound { Field = field ?? "" };
        var holdsLists = WebhookFields.HoldsLists(part.Field);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("metadata"u8))
                ReadMetadata(ref reader, ref part);
            else if (reader.ValueTextEquals("waba_info"u8))
                part.WabaId = ReadMemberText(ref reader, "waba_id"u8) ?? part.WabaId;
            else if (reader.ValueTextEquals("display_phone_number"u8) || reader.ValueTextEquals("phone_number"u8))
                part.DisplayPhoneNumber ??= ReadText(ref reader);
            else if (holdsLists)
                WalkList(ref reader, ref part);
            else
                SkipValue(ref reader);
        }

        if (part.Items == 0)
            Add(ref part, ItemSource.Value, new Slice(start, (int)reader.BytesConsumed - start));
        Parts.Add(part);
    }

    private void WalkList(ref Utf8JsonReader reader, ref PartFound part)
    {
        if (reader.ValueTextEquals("contacts"u8))
        {
            reader.Read();
            part.Contacts = SkipAndMeasure(ref reader);
        }
        else if (reader.ValueTextEquals("history"u8))
        {
            WalkChunks(ref reader, ref part);
        }
        else if (SourceOf(ref reader) is var source and not ItemSource.Odd)
        {
            if (part.Field.Length == 0)
                part.Field = FieldOf(source);
            WalkElements(ref reader, ref part, source);
        }
        else
        {
            SkipValue(ref reader);
        }
    }

    private static ItemSource SourceOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("messages"u8) ? ItemSource.Messages
        : reader.ValueTextEquals("statuses"u8) ? ItemSource.Statuses
        : reader.ValueTextEquals("message_echoes"u8) ? ItemSource.MessageEchoes
        : reader.ValueTextEquals("errors"u8) ? ItemSource.Errors
        : reader.ValueTextEquals("state_sync"u8) ? ItemSource.StateSync
        : reader.ValueTextEquals("user_preferences"u8) ? ItemSource.UserPreferences
        : reader.ValueTextEquals("user_id_update"u8) ? ItemSource.UserIdUpdates
        : ItemSource.Odd;

    /// <summary>The field a list belongs to when the webhook names none.</summary>
    private static string FieldOf(ItemSource source) => source switch
    {
        ItemSource.MessageEchoes => WebhookFields.SmbMessageEchoes,
        ItemSource.StateSync => WebhookFields.SmbAppStateSync,
        ItemSource.UserPreferences => WebhookFields.UserPreferences,
        ItemSource.UserIdUpdates => WebhookFields.UserIdUpdate,
        _ => WebhookFields.Messages,
    };

    private readonly void WalkElements(
        ref Utf8JsonReader reader, ref PartFound part, ItemSource source, int chunk = -1, int thread = -1)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return;

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Add(ref part, ItemSource.Odd, SkipAndMeasure(ref reader), chunk, thread);
            return;
        }

        while (NextElement(ref reader))
        {
            var kind = reader.TokenType == JsonTokenType.StartObject ? source : ItemSource.Odd;
            Add(ref part, kind, SkipAndMeasure(ref reader), chunk, thread);
        }
    }

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

    private void ReadMetadata(ref Utf8JsonReader reader, ref PartFound part)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("phone_number_id"u8))
                part.PhoneNumberId = ReadText(ref reader);
            else if (reader.ValueTextEquals("display_phone_number"u8))
                part.DisplayPhoneNumber = ReadText(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    private string? ReadMemberText(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        string? text = null;
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals(name))
                text = ReadText(ref reader);
            else
                SkipValue(ref reader);
        }

        return text;
    }

    private static Slice SkipAndMeasure(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new Slice(start, (int)reader.BytesConsumed - start);
    }

    private void AddOddPart(ref Utf8JsonReader reader, string field = "") =>
        AddPart(field, ItemSource.Odd, SkipAndMeasure(ref reader));

    private void AddPart(string field, ItemSource source, Slice at)
    {
        var part = new PartFound { Field = field };
        Add(ref part, source, at);
        Parts.Add(part);
    }

    private readonly void Add(ref PartFound part, ItemSource source, Slice at, int chunk = -1, int thread = -1)
    {
        part.Items++;
        if (source == ItemSource.Statuses)
            part.Statuses++;
        if (_itemsToo)
            Items.Add(new ItemFound(Parts.Count, source, at, chunk, thread));
    }
}
