using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Privacy;
using Tandem.Engine.Registry;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>Who is private now: asked before anything stored earlier is shown or told.</summary>
/// <remarks>What was decided while a conversation was open may lie in the feed or in an endpoint's queue.</remarks>
public sealed class PrivacyReader(IBook book)
{
    private const int MostMarks = 100_000;

    /// <summary>Those of these conversations that are private, merges followed; and those of which nobody can tell.
    /// </summary>
    public async Task<IReadOnlySet<string>> AmongAsync(IEnumerable<string?> conversationIds, CancellationToken ct)
    {
        var secluded = new HashSet<string>(); // to err is to hide
        var roots = await Roots.OfAsync(book, conversationIds.OfType<string>().ToHashSet(), ct, secluded);
        secluded.UnionWith(roots.Where(pair => pair.Value.IsPrivate).Select(pair => pair.Key));
        return secluded;
    }

    /// <summary>Whether any of these people is private on a number.</summary>
    public async Task<bool> IsAnyPrivateAsync(
        NumberRegistration number, IReadOnlyCollection<PeerKeys> people, CancellationToken ct)
    {
        if (people.Count == 0)
            return false;

        var codec = new RowCodec(number.PhoneNumberId, number.Short);
        var keys = people.SelectMany(peer => peer.All()).Distinct().ToList();
        var rows = keys.SelectMany<string, RowRef>(key => [RowRef.Peer(key), RowRef.Private(key)]);
        var found = (await book.ReadAsync([.. rows.Select(codec.KeyOf)], ct)).Select(RowCodec.Read).ToList();
        var links = found.OfType<PeerLink>().ToDictionary(link => link.Key, link => link.Conversations().ToList());
        var marks = found.OfType<PrivateMark>().ToDictionary(mark => mark.Key, mark => mark.IsPrivate);
        var roots = await Roots.OfAsync(book, [.. links.Values.SelectMany(ids => ids)], ct);
        return people.Any(IsPrivate);

        bool IsPrivate(PeerKeys peer)
        {
            var words = peer.All().Select(WordOn).OfType<bool>().ToList();
            return words.Contains(true) || (words.Count == 0 && !peer.IsEmpty && number.IsPrivateUntilLive);
        }

        bool? WordOn(string key) =>
            links.TryGetValue(key, out var holders) ? holders.Any(id => roots.GetValueOrDefault(id)?.IsPrivate == true)
            : marks.TryGetValue(key, out var isMarked) ? isMarked : null;
    }

    /// <summary>What was decided about people of a number, newest first.</summary>
    /// <param name="number">Which number.</param>
    /// <param name="isOwner">Whether who asks may see whom it is about.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<IReadOnlyList<PrivateMarkView>> MarksAsync(
        NumberRegistration number, bool isOwner, CancellationToken ct)
    {
        var range = new RowRange(
            RowKinds.PrivateMark, [Listings.Private(number.PhoneNumberId)], null, null, Descending: true, MostMarks);
        var marks = (await book.PageAsync(range, ct)).Select(row => (PrivateMark)RowCodec.Read(row)).ToList();
        var codec = new RowCodec(number.PhoneNumberId, number.Short);
        var links = (await book.ReadAsync([.. marks.Select(mark => codec.KeyOf(RowRef.Peer(mark.Key)))], ct))
            .Select(row => (PeerLink)RowCodec.Read(row)).Where(link => link.Holder() is not null)
            .ToDictionary(link => link.Key, link => link.Holder()!);
        var roots = await Roots.OfAsync(book, [.. links.Values], ct);
        return
        [
            .. marks.Select(mark =>
            {
                var root = links.TryGetValue(mark.Key, out var id) ? roots.GetValueOrDefault(id) : null;
                var isPrivate = root?.IsPrivate ?? mark.IsPrivate;
                return new PrivateMarkView(
                    isOwner ? ContactOf(mark.Key) : null, isPrivate, mark.By, mark.At, root?.Id);
            }),
        ];
    }

    // A key as people write it: with a plus for a number, as it is for an id.
    private static string ContactOf(string key) =>
        key.Split(':', 2) is ["wa", var digits] ? $"+{digits}" : key.Split(':', 2)[^1];
}

/// <summary>What a person decided about somebody.</summary>
/// <param name="Contact">The number with a plus, or the user id; null for who may not see whom it is about.</param>
/// <param name="Private">Whether they are private now.</param>
/// <param name="By">Name of the key that said so last.</param>
/// <param name="At">When.</param>
/// <param name="ConversationId">Their conversation; null while there is none.</param>
public sealed record PrivateMarkView(
    string? Contact, bool Private, string By, DateTimeOffset At, string? ConversationId);
