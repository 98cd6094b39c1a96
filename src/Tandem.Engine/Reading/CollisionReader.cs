using Tandem.Domain.Takeover;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>Where a program and a human spoke at the same time.</summary>
public sealed class CollisionReader(IBook book, TimelineReader timeline)
{
    /// <summary>Collisions of a number, those noticed last first.</summary>
    /// <exception cref="CursorUnreadableException">The cursor is not of this list.</exception>
    public async Task<Page<CollisionView>> ListAsync(string phoneNumberId, PageAsk ask, CancellationToken ct)
    {
        var page = await RowPages.ReadAsync(
            book, RowKinds.Collision, [Listings.Collisions(phoneNumberId)], isDescending: true, ask,
            row => (Collision)row, ct);
        var shown = new List<CollisionView>(page.Data.Count);
        foreach (var collision in page.Data)
        {
            if (await ShowAsync(collision, ct) is { } view)
                shown.Add(view);
        }

        return new Page<CollisionView>(shown, page.Paging, page.Unreadable);
    }

    // What is said in a private conversation is for its owner: then the messages are not found. And long after a pair
    // was noted one of the two may prove to have been no voice: our own echo, or what was never sent.
    private async Task<CollisionView?> ShowAsync(Collision collision, CancellationToken ct) =>
        await timeline.FindMessageAsync(collision.ProgramId, ct) is { } program
        && await timeline.FindMessageAsync(collision.HumanId, ct) is { } human
        && human is { Origin: "app", Automatic: false } or { Lane: "human" }
        && program.Status is not ("failed" or "not_sent")
            ? new CollisionView(
                $"{collision.ProgramId}/{collision.HumanId}",
                program.ConversationId,
                new CollidedView(program.Id, program.SentBy, Wording.Instant(collision.ProgramAt)),
                new CollidedView(human.Id, collision.By, Wording.Instant(collision.HumanAt)),
                collision.ProgramAt - collision.HumanAt,
                collision.NoticedAt)
            : null;
}
