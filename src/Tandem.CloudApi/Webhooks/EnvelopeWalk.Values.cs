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
                ReadDisplayNumber(ref reader, ref part);
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

    // It is read in any case, also where an earlier one counts: what is not read would be taken for the next member.
    private void ReadDisplayNumber(ref Utf8JsonReader reader, ref PartFound part)
    {
        var number = ReadText(ref reader);
        part.DisplayPhoneNumber ??= number;
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
