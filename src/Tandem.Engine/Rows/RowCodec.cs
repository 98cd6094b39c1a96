using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tandem.Domain.Arrivals;
using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Media;
using Tandem.Domain.Pacing;
using Tandem.Domain.Privacy;
using Tandem.Domain.Sending;
using Tandem.Domain.Takeover;
using Tandem.Domain.Timeline;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Rows;

/// <summary>Between the mind's rows and the book's: keys, listings, JSON.</summary>
/// <param name="PhoneNumberId">The number whose rows these are.</param>
/// <param name="Short">Its short name, the front half of ids.</param>
public sealed record RowCodec(string PhoneNumberId, string Short)
{
    /// <summary>The book's name for one of the mind's rows.</summary>
    public RowKey KeyOf(RowRef row) => row.Kind switch
    {
        RowSort.NumberState => new(RowKinds.NumberState, PhoneNumberId),
        RowSort.Conversation => new(RowKinds.Conversation, row.Key),
        RowSort.Message => new(RowKinds.Message, row.Key),
        RowSort.Wamid => new(RowKinds.Wamid, $"{Short}/{row.Key}"),
        RowSort.Peer => new(RowKinds.Peer, $"{Short}/{row.Key}"),
        RowSort.Send => new(RowKinds.Outbox, row.Key),
        RowSort.Idempotency => new(RowKinds.Idempotency, $"{Short}/{row.Key}"),
        RowSort.Timer => new(RowKinds.Timer, $"{Short}/{row.Key}"),
        RowSort.Gap => new(RowKinds.Gap, row.Key),
        RowSort.Contact => new(RowKinds.Contact, $"{Short}/{row.Key}"),
        RowSort.Lag => new(RowKinds.Lag, $"{Short}/{row.Key}"),
        RowSort.Bursts => new(RowKinds.Bursts, $"{Short}/{row.Key}"),
        RowSort.Rhythm => new(RowKinds.Rhythm, $"{Short}/{row.Key}"),
        RowSort.Collision => new(RowKinds.Collision, $"{Short}/{row.Key}"),
        RowSort.Pace => new(RowKinds.Pace, $"{Short}/{row.Key}"),
        RowSort.MediaUse => new(RowKinds.MediaUse, $"{Short}/{row.Key}"),
        RowSort.Private => new(RowKinds.PrivateMark, $"{Short}/{row.Key}"),
        _ => throw new UnreachableException(),
    };

    /// <summary>A row to write.</summary>
    public RowChange Write(IRow row)
    {
        var key = KeyOf(row.Ref);
        return row switch
        {
            NumberState state => new(key, null, 0, Json(state, RowJson.Default.NumberState)),
            Conversation conversation => new(
                key,
                conversation.MergedInto is { } into ? Listings.MergedInto(into) : PhoneNumberId,
                conversation.IsPrivate ? 0 : (conversation.LastMessageAt ?? 0) * 1000, // cursors tell it to everybody
                Json(conversation, RowJson.Default.Conversation)),
            Message message => new(
                key,
                message.IsOnTimeline ? message.ConversationId : Listings.OffTimeline(message.ConversationId),
                SortKey.OfSecond(message.At, message.Place),
                Json(message, RowJson.Default.Message)),
            WamidLink link => new(key, null, 0, Json(link, RowJson.Default.WamidLink)),
            PeerLink link => new(key, null, 0, Json(link, RowJson.Default.PeerLink)),
            ContactCard card => new(key, null, 0, Json(card, RowJson.Default.ContactCard)),
            PrivateMark mark => new(
                key,
                Listings.Private(PhoneNumberId),
                SortKey.OfInstant(mark.At),
                Json(mark, RowJson.Default.PrivateMark)),
            Send send => new(
            key, Listings.Sends(PhoneNumberId, send.State), send.Made, Json(send, RowJson.Default.Send)),
            Gap gap => new(
                key,
                Listings.Gaps(PhoneNumberId, isOpen: gap.ClosedAt is null),
                SortKey.OfInstant(gap.OpenedAt),
                Json(gap, RowJson.Default.Gap)),
            Lag lag => new(key, null, 0, Json(lag, RowJson.Default.Lag)),
            Bursts bursts => new(key, null, 0, Json(bursts, RowJson.Default.Bursts)),
            Rhythm rhythm => new(key, null, 0, Json(rhythm, RowJson.Default.Rhythm)),
            Collision collision => new(
                key,
                Listings.Collisions(PhoneNumberId),
                SortKey.OfInstant(collision.NoticedAt),
                Json(collision, RowJson.Default.Collision)),
            Pace pace => new(key, null, 0, Json(pace, RowJson.Default.Pace)),
            MediaUse use => new(
                key,
                Listings.MediaFile(use.Sha256),
                SortKey.OfInstant(use.KeptAt),
                Json(use, RowJson.Default.MediaUse)),
            IdempotencyLink link => new(key, null, 0, Json(link, RowJson.Default.IdempotencyLink)),
            Domain.Deciding.Timer timer => new(
                key,
                Owner.Number(PhoneNumberId).Value,
                SortKey.OfInstant(timer.Due),
                Json(timer, RowJson.Default.Timer)),
            _ => throw new UnreachableException(row.GetType().Name),
        };
    }

    /// <summary>A row to delete.</summary>
    public RowChange Delete(RowRef row) => new(KeyOf(row), null, 0, Body: null);

    /// <summary>A row as it was read.</summary>
    public static IRow Read(Row row) => row.Key.Kind switch
    {
        RowKinds.NumberState => Parse(row, RowJson.Default.NumberState),
        RowKinds.Conversation => Parse(row, RowJson.Default.Conversation),
        RowKinds.Message => Parse(row, RowJson.Default.Message),
        RowKinds.Wamid => Parse(row, RowJson.Default.WamidLink),
        RowKinds.Peer => Parse(row, RowJson.Default.PeerLink),
        RowKinds.Outbox => Parse(row, RowJson.Default.Send),
        RowKinds.Idempotency => Parse(row, RowJson.Default.IdempotencyLink),
        RowKinds.Timer => Parse(row, RowJson.Default.Timer),
        RowKinds.Gap => Parse(row, RowJson.Default.Gap),
        RowKinds.Contact => Parse(row, RowJson.Default.ContactCard),
        RowKinds.Lag => Parse(row, RowJson.Default.Lag),
        RowKinds.Bursts => Parse(row, RowJson.Default.Bursts),
        RowKinds.Rhythm => Parse(row, RowJson.Default.Rhythm),
        RowKinds.Collision => Parse(row, RowJson.Default.Collision),
        RowKinds.Pace => Parse(row, RowJson.Default.Pace),
        RowKinds.MediaUse => Parse(row, RowJson.Default.MediaUse),
        RowKinds.PrivateMark => Parse(row, RowJson.Default.PrivateMark),
        _ => throw new InvalidOperationException($"Row kind '{row.Key.Kind}' is not one of the mind's."),
    };

    /// <summary>A row as it was read; null if it cannot be: who looks at many must not stop at one.</summary>
    public static IRow? TryRead(Row row)
    {
        try
        {
            return Read(row);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> Json<T>(T value, JsonTypeInfo<T> type) =>
        JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static T Parse<T>(Row row, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(row.Body.Span, type)
        ?? throw new InvalidOperationException($"Row {row.Key.Kind} '{row.Key.Key}' holds null.");
}

/// <summary>The parents rows are listed under.</summary>
public static class Listings
{
    /// <summary>All numbers, all apps, all keys, all endpoints.</summary>
    public const string Numbers = "numbers", Apps = "apps", Keys = "keys", Endpoints = "endpoints";

    /// <summary>Conversations that proved to be this one.</summary>
    public static string MergedInto(string conversationId) => $"merged:{conversationId}";

    /// <summary>What a conversation holds beside its timeline: events about messages, and messages only spoken
    /// of.</summary>
    public static string OffTimeline(string conversationId) => $"beside:{conversationId}";

    /// <summary>What was decided about the privacy of people of a number.</summary>
    public static string Private(string phoneNumberId) => $"{phoneNumberId}/private";

    /// <summary>Messages of a number that were said at the same time.</summary>
    public static string Collisions(string phoneNumberId) => $"{phoneNumberId}/collisions";

    /// <summary>The messages that need the bytes of one hash.</summary>
    public static string MediaFile(string sha256) => $"media:{sha256}";

    /// <summary>Gaps of a number: open, or closed.</summary>
    public static string Gaps(string phoneNumberId, bool isOpen) =>
        isOpen ? $"{phoneNumberId}/gaps" : $"{phoneNumberId}/gaps/closed";

    /// <summary>Sends of a number: <c>open</c> (queued or on the wire), <c>unknown</c>, <c>done</c>.</summary>
    public static string Sends(string phoneNumberId, SendState state) => state switch
    {
        SendState.Queued or SendState.Released => $"{phoneNumberId}/open",
        SendState.Unknown => $"{phoneNumberId}/unknown",
        _ => $"{phoneNumberId}/done",
    };
}
