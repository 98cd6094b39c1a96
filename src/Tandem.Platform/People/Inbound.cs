using Tandem.Platform.Devices;
using Tandem.Platform.Features;
using Tandem.Platform.Network;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.People;

/// <summary>How a customer's message comes to both ends of a number, and as what webhooks carry it.</summary>
internal sealed class Inbound(World world, WebhookPost webhooks, PhoneLine phones, Automation automation)
{
    /// <summary>Why a message came without its content.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>Brings a message to both ends; gives back why webhooks do not carry it as it is.</summary>
    public string? Receive(Message message, Said said, bool isFirst)
    {
        var number = message.Chat.Number;
        number.CountMessage(world.Now, world.Options);
        if (said.Speech.Type is not ("edit" or "revoke") && number.Link.Mirrors)
        {
            message.Chat.LastInboundAt = world.Now;
            if (said.Speech.Referral is not null)
                message.Chat.Entry.Enter(world.Now);
        }

        var sync = world.Weather.HappensIfAny(world.Options.TakeFirstChance)
            ? world.Weather.Within(world.Options.SyncAfter)
            : TimeSpan.Zero;
        var apiFirst = sync > TimeSpan.Zero && world.Weather.Happens(0.5);
        phones.Send(number, message, apiFirst ? sync : TimeSpan.Zero);
        if (message.IsLine)
            automation.Answer(message.Chat, isFirst);
        return Tell(message, said, isFirst, apiFirst ? TimeSpan.Zero : sync);
    }

    /// <summary>The content of a message that first came as unavailable.</summary>
    public void Resolve(Due.ContentResolves due) => webhooks.TrySend(
        Updates.Inbound(due.Message, due.Said, InboundForm.Content, world.Options.BusinessScopedIds), Latency.None);

    private string? Tell(Message message, Said said, bool isFirst, TimeSpan sync)
    {
        var number = message.Chat.Number;
        var options = world.Options;
        if (!number.Link.Mirrors)
            return "not_linked";
        if (!IsTold(message.Type, number.Link.IsCoexistence))
            return "kind_not_mirrored";
        if (message.Type == "video" && said.File?.Size > options.VanishingVideo)
            return "vanished";
        if (world.Strike(FaultKinds.InboundUnseen, number) is not null)
            return "unseen";
        var onUnsupported = number.Link.IsCoexistence && message.Chat.Customer.Companion is { Supported: false };
        if (onUnsupported && options.CustomersOnUnsupportedCompanions == Unseen.Nothing)
            return "unsupported_companion";
        var form = FormOf(message, said);
        if (onUnsupported || IsHeadless(isFirst, number.Link.IsCoexistence)
            || world.Strike(FaultKinds.InboundUnavailable, number) is not null)
            form = InboundForm.Unavailable;
        var lag = options.CountryLag ? world.Weather.Within(number.Country.FieldLag) : TimeSpan.Zero;
        if (!webhooks.TrySend(
                Updates.Inbound(message, said, form, options.BusinessScopedIds), options.WebhookLatency, lag + sync))
            return "no_endpoint";
        if (form != InboundForm.Unavailable)
            return null;
        if (options.UnavailableResolves)
            world.After(options.ResolvesAfter, new Due.ContentResolves(message, said));
        return Unavailable;
    }

    /// <summary>First messages come without content to coexistence numbers only (Meta, "Unsupported").</summary>
    private bool IsHeadless(bool isFirst, bool coexistence) =>
        isFirst && coexistence && world.Weather.HappensIfAny(world.Options.FirstMessageUnavailable);

    /// <summary>Meta's page on revokes names coexistence numbers alone, and "revoke" is no kind of unsupported
    /// message either.</summary>
    private static bool IsTold(string type, bool coexistence) => coexistence || type != "revoke";

    private static InboundForm FormOf(Message message, Said said)
    {
        if (said.TooLarge)
            return InboundForm.TooLarge;
        var row = FeatureTable.Find(Sides.Customer, message.Type);
        return InboundKinds.IsUnsupported(message.Type) || row is { IsSwitchedOff: true }
            || (message.Type == "edit" && !message.Chat.Number.Link.IsCoexistence)
            ? InboundForm.Unsupported
            : InboundForm.Content;
    }
}
