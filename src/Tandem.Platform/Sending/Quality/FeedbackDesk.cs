using Tandem.Platform.People;
using Tandem.Platform.Templates;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Sending.Quality;

/// <summary>What customers tell Meta about a business: blocks, reports, and whether they want its marketing.</summary>
internal sealed class FeedbackDesk(
    World world,
    Meeting meeting,
    WebhookPost webhooks,
    Journey journey,
    NumberWatch numbers,
    TemplateWatch templates)
{
    /// <summary>A person who blocks and reports, or blocks again and again, is one complaint a day (ours).</summary>
    private static readonly TimeSpan OneComplaintPer = TimeSpan.FromDays(1);

    /// <summary>Who got nothing for so long complains about nothing.</summary>
    private static readonly TimeSpan MessagesCountFor = TimeSpan.FromDays(7);

    /// <summary>A complaint is about a template that came this short before it (ours).</summary>
    private static readonly TimeSpan TemplatesCountFor = TimeSpan.FromDays(1);

    public void Handle(PlatformInput.CustomerAct act)
    {
        if (!meeting.TryChat(act.ActId, act.PhoneNumberId, act.Customer, out var chat))
            return;
        switch (act)
        {
            case PlatformInput.CustomerBlocks block:
                Block(chat, block.Blocked);
                break;
            case PlatformInput.CustomerReports:
                Record(chat, LedgerKinds.CustomerReported, null);
                Complain(chat);
                break;
            case PlatformInput.CustomerPrefers prefers:
                Prefer(chat, prefers.Marketing);
                break;
        }

        world.Settle(act.ActId);
    }

    private void Block(Chat chat, bool blocked)
    {
        if (chat.BlockedByCustomer == blocked)
            return;
        chat.BlockedByCustomer = blocked;
        Record(chat, blocked ? LedgerKinds.CustomerBlocked : LedgerKinds.CustomerUnblocked, null);
        if (blocked)
            Complain(chat);
        else
            journey.CatchUp(chat);
    }

    private void Complain(Chat chat)
    {
        if (!(world.Now - chat.ReachedAt < MessagesCountFor) || world.Now - chat.ComplainedAt < OneComplaintPer)
            return;
        chat.ComplainedAt = world.Now;
        if (chat.LatestTemplate is { } latest && world.Now - latest.At < TemplatesCountFor)
            templates.Complain(chat.Number.Account, latest.Template);
        numbers.Complain(chat.Number);
    }

    /// <summary>Tells the business (Meta, user_preferences webhook); saying the same again tells nothing.</summary>
    private void Prefer(Chat chat, bool marketing)
    {
        if (chat.MarketingStopped == !marketing)
            return;
        chat.MarketingStopped = !marketing;
        var userIds = world.Options.BusinessScopedIds;
        var (customer, value) = (chat.Customer, marketing ? "resume" : "stop");
        var told = chat.Number.Link.Mirrors && webhooks.TrySend(
            new()
            {
                Account = chat.Number.Account,
                Number = chat.Number,
                Customer = customer.Key,
                Field = Fields.Preferences,
                List = "user_preferences",
                Item = MetaJson.Piece(writer =>
                {
                    writer.WriteStartObject();
                    writer.Optional("wa_id", customer.VisibleWaId);
                    writer.Optional("user_id", userIds ? customer.UserId : null);
                    writer.WriteString("detail", $"User requested to {value} marketing messages");
                    writer.WriteString("category", "marketing_messages");
                    writer.WriteString("value", value);
                    writer.WriteNumber("timestamp", world.Now.ToUnixTimeSeconds());
                    writer.WriteEndObject();
                }),
                Contact = MetaJson.Piece(writer =>
                {
                    writer.WriteStartObject();
                    writer.Optional("wa_id", customer.VisibleWaId);
                    writer.Optional("user_id", userIds ? customer.UserId : null);
                    writer.WriteEndObject();
                }),
                Type = value,
            },
            world.Options.WebhookLatency);
        Record(chat, LedgerKinds.CustomerPrefers, told ? Fields.Preferences : null, value);
    }

    private void Record(Chat chat, string kind, string? field, string? type = null) =>
        world.Record(kind, chat.Number.PhoneNumberId, chat.Customer.Key, null, Legs.Customer, new()
        {
            Type = type,
            Field = field,
        });
}
