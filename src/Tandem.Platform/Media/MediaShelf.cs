namespace Tandem.Platform.Media;

/// <summary>A file the platform hands out.</summary>
/// <param name="Id">Media id.</param>
/// <param name="File">What is known about the bytes.</param>
/// <param name="PhoneNumberId">The number it belongs to; null for what people keep for sending.</param>
/// <param name="ExpiresAt">When the id stops working.</param>
internal sealed record MediaItem(string Id, UploadedMedia File, string? PhoneNumberId, DateTimeOffset ExpiresAt);

/// <summary>An address from which a file may be downloaded for a short while.</summary>
internal sealed record MediaAddress(string Signature, string MediaId, DateTimeOffset ExpiresAt);

/// <summary>All media ids and the addresses given out for them.</summary>
internal sealed class MediaShelf
{
    /// <summary>Life of an uploaded id (Meta, "Media": 30 days).</summary>
    public static readonly TimeSpan UploadLife = TimeSpan.FromDays(30);

    /// <summary>Life of an id that came in a webhook (Meta, changelog of 2025-10-09: 7 days).</summary>
    public static readonly TimeSpan WebhookLife = TimeSpan.FromDays(7);

    /// <summary>Life of an address (Meta, "Media": 5 minutes).</summary>
    public static readonly TimeSpan AddressLife = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, MediaItem> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MediaAddress> _addresses = new(StringComparer.Ordinal);
    private readonly Queue<MediaAddress> _oldestAddresses = new();

    public MediaItem Keep(UploadedMedia file, string? phoneNumberId, DateTimeOffset expiresAt, Chance ids)
    {
        var item = new MediaItem(ids.Digits(16), file, phoneNumberId, expiresAt);
        _items.Add(item.Id, item);
        return item;
    }

    public MediaItem? Find(string id, DateTimeOffset now) =>
        _items.TryGetValue(id, out var item) && item.ExpiresAt > now ? item : null;

    public void Remove(string id) => _items.Remove(id);

    /// <summary>An address for an item, relative to the platform's own.</summary>
    public string Address(MediaItem item, DateTimeOffset now, Chance ids)
    {
        while (_oldestAddresses.TryPeek(out var oldest) && oldest.ExpiresAt <= now)
            _addresses.Remove(_oldestAddresses.Dequeue().Signature);
        var address = new MediaAddress("ATv" + ids.Hex(24), item.Id, now + AddressLife);
        _addresses.Add(address.Signature, address);
        _oldestAddresses.Enqueue(address);
        return $"/whatsapp_business/attachments/?mid={item.Id}&source=getMedia" +
            $"&ext={MetaJson.UnixSeconds(address.ExpiresAt)}&hash={address.Signature}";
    }

    /// <summary>The item behind an address while both live.</summary>
    public MediaItem? Open(string mediaId, string signature, DateTimeOffset now) =>
        _addresses.TryGetValue(signature, out var address) && address.MediaId == mediaId && address.ExpiresAt > now
            ? Find(mediaId, now)
            : null;
}
