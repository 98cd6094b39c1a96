using Tandem.Engine.Reading;

namespace Tandem.Console.Live;

/// <summary>What changed of one number since the last look.</summary>
/// <param name="Number">The phone number id.</param>
/// <param name="Messages">Messages that are new or changed.</param>
/// <param name="Gone">Messages that proved to be another.</param>
/// <param name="Conversations">Conversations whose head changed.</param>
/// <param name="Sends">Sends whose state changed.</param>
/// <param name="Gaps">Gaps that opened, changed or closed.</param>
/// <param name="IsLink">Whether the number's link changed.</param>
public sealed record Changes(
    string Number,
    IReadOnlySet<string> Messages,
    IReadOnlySet<string> Gone,
    IReadOnlySet<string> Conversations,
    IReadOnlySet<string> Sends,
    IReadOnlySet<string> Gaps,
    bool IsLink)
{
    /// <summary>The news, put together per number: each id once, however often it was told.</summary>
    public static IReadOnlyList<Changes> Of(IReadOnlyList<FeedNews> news) =>
    [
        .. news.GroupBy(item => item.Number).Select(items => new Changes(
            items.Key,
            items.SelectMany(item => item.Body.Messages ?? []).Select(told => told.Id).ToHashSet(),
            items.SelectMany(item => item.Body.Gone ?? []).Select(gone => gone.Id).ToHashSet(),
            items.SelectMany(item => item.Body.Conversations ?? []).ToHashSet(),
            items.SelectMany(item => item.Body.Sends ?? []).ToHashSet(),
            items.SelectMany(item => item.Body.Gaps ?? []).ToHashSet(),
            items.Any(item => item.Body.Number))),
    ];
}
