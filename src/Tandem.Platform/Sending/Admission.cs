using Tandem.Platform.Accounts;
using Tandem.Platform.Graph;
using Tandem.Platform.People;

namespace Tandem.Platform.Sending;

/// <summary>A send that is sound in itself.</summary>
/// <param name="Chat">From whom to whom.</param>
/// <param name="Type">Message type.</param>
/// <param name="Template">The template, for type <c>template</c>.</param>
internal sealed record Send(Chat Chat, string Type, Template? Template);

/// <summary>Whether a send is taken now, and what it costs: the limits of Meta, kept as state of number and
/// chat.</summary>
internal sealed class Admission(World world)
{
    /// <summary>Why the send is refused in its answer; null: it is taken.</summary>
    public Refusal? Objection(Send send)
    {
        var (chat, options) = (send.Chat, world.Options);
        var number = chat.Number;
        if (!number.Link.Mirrors)
            return Refusal.NotRegistered;
        if (chat.Blocked)
            return new(400, 130403, "User is blocked") { Details = "The business has blocked this user." };
        if (number.Phone.Congested)
            return Refusal.Backlog;
        if (options.MessagesPerSecond is { } perSecond && !number.Throughput.HasRoom(world.Now, perSecond))
            return Refusal.TooFast;
        if (options.PairBurst is { } burst && !chat.Pair.Allows(world.Now, burst, options.PairInterval))
            return Refusal.PairTooFast;
        return options.WindowRefusal == RefusalPlace.Answer && IsLate(send) ? Refusal.WindowClosed : null;
    }

    /// <summary>Why a send that was taken fails by its status; null: it goes its way.</summary>
    public Refusal? LaterObjection(Send send) => IsLate(send) ? Refusal.WindowClosed : null;

    /// <summary>Charges a send that was taken.</summary>
    public void Charge(Send send)
    {
        send.Chat.Number.Throughput.Count(world.Now);
        send.Chat.Pair.Charge(world.Now, world.Options.PairInterval);
    }

    private bool IsLate(Send send) => send.Type != "template" && !send.Chat.WindowIsOpen(world.Now);
}
