using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Tandem.CloudApi.Webhooks;

/// <summary>The one walk over a webhook's envelope, used for counting and for reading.</summary>
/// <remarks>
/// <para>
/// Whatever the shape, nothing that arrived is passed over: what is not understood is one item of source
/// <see cref="ItemSource.Odd"/> or <see cref="ItemSource.Value"/>. Members may come in any order, and a
/// <c>field</c> that stands outside its change (Meta's own examples do that) is looked up further out.
/// </para>
/// <para>A webhook without an envelope, as Meta prints the notice of declined history, counts as one change.</para>
/// </remarks>
internal ref partial struct EnvelopeWalk
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly bool _itemsToo;
    private Utf8JsonReader _root;
    private Utf8JsonReader _entry;
    private bool _hasEntry;
    private string? _lastText;

    public EnvelopeWalk(ReadOnlySpan<byte> body, bool itemsToo)
    {
        _body = body;
        _itemsToo = itemsToo;
        Parts = new List<PartFound>(1);
        Items = [];
        Threads = [];
        Chunks = [];
    }

    public List<PartFound> Parts { get; }

    /// <summary>Stays empty when only counting; so do <see cref="Threads"/> and <see cref="Chunks"/>.</summary>
    public List<ItemFound> Items { get; }

    public List<ThreadFound> Threads { get; }

    /// <summary>The <c>metadata</c> of each history chunk.</summary>
    public List<Slice> Chunks { get; }

    /// <summary>Walks the body; false if it is no JSON object in valid UTF-8.</summary>
    public bool Run()
    {
        if (!Utf8.IsValid(_body))
            return false;

        try
        {
            return WalkRoot();
        }
        catch (JsonException)
        {
            // Broken in the middle: what was found so far counts for nothing, the bytes are kept as unreadable.
            return false;
        }
    }

    private bool WalkRoot()
    {
        var reader = new Utf8JsonReader(_body, new JsonReaderOptions { MaxDepth = 64 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;

        _root = reader;
        var (hasEntry, hasOther) = (false, false);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("entry"u8))
            {
                hasEntry = true;
                WalkEntries(ref reader);
                continue;
            }

            hasOther |= !reader.ValueTextEquals("object"u8);
            SkipValue(ref reader);
        }

        if (reader.Read())
            return false;
        if (!hasEntry && hasOther)
            WalkBare(_root);
        return true;
    }

    private void WalkEntries(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            WalkEntry(ref reader);
            return;
        }

        while (NextElement(ref reader))
            WalkEntry(ref reader);
    }

    private void WalkEntry(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            AddOddPart(ref reader);
            return;
        }

        _entry = reader;
        _hasEntry = true;
        var start = (int)reader.TokenStartIndex;
        var firstPart = Parts.Count;
        string? id = null, time = null;
        bool hasChanges = false, hasValue = false, hasOther = false;
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("id"u8))
            {
                id = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("time"u8))
            {
                time = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("changes"u8))
            {
                hasChanges = true;
                WalkChanges(ref reader);
            }
            else
            {
                hasValue |= reader.ValueTextEquals("value"u8);
                hasOther = true;
                SkipValue(ref reader);
            }
        }

        if (!hasChanges && hasValue)
            WalkBare(_entry);
        else if (!hasChanges && hasOther)
            AddPart("", ItemSource.Odd, new Slice(start, (int)reader.BytesConsumed - start));
        _hasEntry = false;

        foreach (ref var part in CollectionsMarshal.AsSpan(Parts)[firstPart..])
            (part.EntryId, part.EntryTime) = (id, time);
    }

    private void WalkChanges(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            WalkChange(ref reader);
            return;
        }

        while (NextElement(ref reader))
            WalkChange(ref reader);
    }

    /// <summary>A change in the place of an entry or of the whole body; or only its value.</summary>
    private void WalkBare(Utf8JsonReader reader)
    {
        var probe = reader;
        if (TryFind(ref probe, "value"u8))
            WalkChange(ref reader);
        else
            WalkValue(ref reader, FindField());
    }

    private void WalkChange(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            AddOddPart(ref reader);
            return;
        }

        var start = (int)reader.TokenStartIndex;
        string? field = null;
        Utf8JsonReader waiting = default;
        bool isWaiting = false, hasValue = false;
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("field"u8))
            {
                field = ReadField(ref reader) ?? field;
            }
            else if (reader.ValueTextEquals("value"u8))
            {
                reader.Read();
                hasValue = true;
                if (field is not null)
                {
                    WalkValue(ref reader, field);
                    continue;
                }

                // Which lists are items depends on the field, and that may follow the value.
                waiting = reader;
                isWaiting = true;
                reader.Skip();
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        field ??= FindField();
        if (isWaiting)
            WalkValue(ref waiting, field);
        else if (!hasValue)
            AddPart(field ?? "", ItemSource.Odd, new Slice(start, (int)reader.BytesConsumed - start));
    }

    private string? FindField()
    {
        var probe = _entry;
        if (_hasEntry && TryFind(ref probe, "field"u8) && probe.TokenType == JsonTokenType.String)
            return WebhookFields.Read(ref probe);

        probe = _root;
        return TryFind(ref probe, "field"u8) && probe.TokenType == JsonTokenType.String
            ? WebhookFields.Read(ref probe)
            : null;
    }

    /// <summary>From the start of an object to the value of its member; the reader is a copy to spend.</summary>
    private static bool TryFind(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (NextMember(ref reader))
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
                return true;
            reader.Skip();
        }

        return false;
    }

    private static bool NextMember(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static bool NextElement(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static string? ReadField(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return WebhookFields.Read(ref reader);

        reader.Skip();
        return null;
    }

    /// <summary>An id as text, also when it came as a number. Ids repeat, so the last one is kept.</summary>
    private string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return _lastText is not null && reader.ValueTextEquals(_lastText)
                    ? _lastText
                    : _lastText = reader.GetString();
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }
}
