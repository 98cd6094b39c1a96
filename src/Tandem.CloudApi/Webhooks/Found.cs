namespace Tandem.CloudApi.Webhooks;

/// <summary>Where a piece of the body lies; the default is nowhere.</summary>
internal readonly record struct Slice(int Start, int Length)
{
    public bool IsEmpty => Length == 0;
}

/// <summary>The list an item stood in.</summary>
internal enum ItemSource
{
    /// <summary>Not in a list, or not an object: a shape nobody described.</summary>
    Odd,

    /// <summary>The whole <c>value</c> is the item.</summary>
    Value,
    Messages,
    MessageEchoes,
    Statuses,
    Errors,
    HistoryMessages,
    HistoryErrors,
    HistoryChunk,
    StateSync,
    UserPreferences,
    UserIdUpdates,
}

/// <summary>One item as the walk found it.</summary>
/// <param name="Part">Index of its part.</param>
/// <param name="Source">The list it stood in.</param>
/// <param name="At">Its bytes.</param>
/// <param name="Chunk">Index of its history chunk, or -1.</param>
/// <param name="Thread">Index of its history thread, or -1.</param>
internal readonly record struct ItemFound(int Part, ItemSource Source, Slice At, int Chunk, int Thread);

/// <summary>One thread of a history chunk.</summary>
internal readonly record struct ThreadFound(string? Id, Slice Context);

/// <summary>One change as the walk found it.</summary>
internal struct PartFound
{
    public string Field;
    public string? EntryId;
    public string? EntryTime;
    public string? PhoneNumberId;
    public string? DisplayPhoneNumber;
    public string? WabaId;
    public Slice Contacts;
    public int Items;
    public int Statuses;

    public readonly WebhookPart ToPart() =>
        new(Field, EntryId, PhoneNumberId, WabaId ?? EntryId, Items) { Statuses = Statuses };
}
