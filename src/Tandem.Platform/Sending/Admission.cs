using Tandem.Platform.Enforcement;
using Tandem.Platform.Graph;
using Tandem.Platform.People;
using Tandem.Platform.Sending.Limits;
using Tandem.Platform.Templates;

namespace Tandem.Platform.Sending;

/// <summary>A send that is sound in itself.</summary>
/// <param name="Chat">From whom to whom.</param>
/// <param name="Type">Message type.</param>
/// <param name="Template">The template, for type <c>template</c>.</param>
internal sealed record Send(Chat Chat, string Type, Template? Template)
{
    public bool IsMarketing => Template is { IsMarketing: true };
}

/// <summary>Whether a send is taken now, and what it costs: the limits of Meta, kept as state of customer, chat,
/// number, account and portfolio.</summary>
internal sealed class Admission(World world, LimitWatch limits)
{
    /// <summary>Why the send is refused in its answer; null: it is taken.</summary>
    public Refusal? Objection(Send send)
    {
        var (chat, options) = (send.Chat, world.Options);
        var number = chat.Number;
        if (!number.Link.Mirrors)
            return Refusal.NotRegistered;
        if (ByPolicy(chat) is { } policy)
            return policy;
        if (number.MaintenanceUntil > world.Now)
            return Refusal.InMaintenance;
        if (chat.Blocked)
            return new(400, 130403, "User is blocked") { Details = "The business has blocked this user." };
        if (options.BacklogLimit is not null && number.Link.HasApp && number.Phone.Congested)
            return Refusal.Backlog;
        if (number.MessagesPerSecond(options) is { } perSecond && number.Throughput.Room(world.Now, perSecond) < 1)
            return Refusal.TooFast;
        if (options.PairBurst is { } burst && !chat.Pair.Allows(world.Now, burst, options.PairInterval))
            return Refusal.PairTooFast;
        if (!chat.Customer.OnWhatsapp)
            return options.UndeliverableRefusal == RefusalPlace.Answer ? Refusal.Undeliverable : null;
        return ByReach(send, RefusalPlace.Answer)
            ?? (options.WindowRefusal == RefusalPlace.Answer && IsLate(send) ? Refusal.WindowClosed : null);
    }

    /// <summary>Why a send that was taken fails by its status; null: it goes its way.</summary>
    public Refusal? LaterObjection(Send send)
    {
        if (!send.Chat.Customer.OnWhatsapp)
            return Refusal.Undeliverable;
        if (IsLate(send))
            return Refusal.WindowClosed;
        return ByReach(send, RefusalPlace.Status) ?? (send.IsMarketing ? ByTaste(send.Chat) : null);
    }

    /// <summary>Charges a send that was taken; one that will fail reaches nobody.</summary>
    public void Charge(Send send, Message message, bool fails)
    {
        var chat = send.Chat;
        chat.Number.CountMessage(world.Now, world.Options);
        chat.Pair.Charge(world.Now, world.Options.PairInterval);
        if (fails)
            return;
        if (!chat.WindowIsOpen(world.Now))
            limits.Reach(chat.Number, chat.Customer.Key);
        if (send.IsMarketing)
            chat.Customer.Marketing.Add(message);
    }

    private Refusal? ByPolicy(Chat chat)
    {
        var standing = chat.Number.Account.Standing;
        if (standing.Locked)
            return Refusal.Locked;
        var needed = chat.WindowIsOpen(world.Now) ? RestrictionTypes.Answer : RestrictionTypes.WriteFirst;
        return standing.Has(needed) ? Refusal.Restricted : null;
    }

    /// <summary>Limits on writing to customers first: the spam limit, then the portfolio's.</summary>
    private Refusal? ByReach(Send send, RefusalPlace place)
    {
        var (chat, options) = (send.Chat, world.Options);
        if (send.Template is null || chat.WindowIsOpen(world.Now))
            return null;
        if (options.SpamRefusal == place && chat.Number.Regard.SpamUntil > world.Now)
            return Refusal.SpamLimit;
        return options.MessagingLimitRefusal == place
            && !chat.Number.Account.Portfolio.HasRoomFor(chat.Customer.Key, world.Now)
            ? Refusal.MessagingLimit(options.MessagingLimitCode)
            : null;
    }

    /// <summary>What the customer wants, or can bear, of marketing.</summary>
    private Refusal? ByTaste(Chat chat)
    {
        var digits = chat.Customer.WaId;
        if (chat.MarketingStopped)
            return Refusal.OptedOut;
        if (!world.Options.MarketingToUnitedStates && MarketingRegions.IsUnitedStates(digits))
            return Refusal.HeldBack;
        return world.Options.MarketingPerCustomer is { } most && MarketingRegions.IsLimited(digits)
            && !chat.Customer.Marketing.HasRoom(world.Now, most)
            ? Refusal.HeldBack
            : null;
    }

    private bool IsLate(Send send) => send.Type != "template" && !send.Chat.WindowIsOpen(world.Now);
}
