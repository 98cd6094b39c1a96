using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Link;

/// <summary>What webhooks tell of a link's life: field <c>account_update</c>.</summary>
internal sealed class LinkNews(World world, WebhookPost webhooks)
{
    /// <summary>An account was shared with the partner, and its app may act for it (Meta, "account_update"). The app is
    /// not subscribed to the account yet and hears of it all the same.</summary>
    public void Onboarded(BusinessNumber number)
    {
        Send(number, "PARTNER_ADDED", writer => WriteAccount(writer, number, null), PartnerOf(number), unasked: true);
        Send(
            number,
            "PARTNER_APP_INSTALLED",
            writer => WriteAccount(writer, number, number.Account.App.Id),
            PartnerOf(number),
            unasked: true);
    }

    /// <summary>The Cloud API is suspended. The value names no number (Meta, "Reconnect offboarded coexistence
    /// clients").</summary>
    public void Offboarded(BusinessNumber number) => Send(number, "ACCOUNT_OFFBOARDED", _ => { });

    /// <summary>The Cloud API is back. The value names no number.</summary>
    public void Reconnected(BusinessNumber number) => Send(number, "ACCOUNT_RECONNECTED", _ => { });

    /// <summary>The link has ended, in the form the options ask for.</summary>
    public void Removed(BusinessNumber number, LinkEnding ending)
    {
        var turn = number.Link.EndsTold++;
        var byAccount = world.Options.AccountUpdates == AccountUpdateForm.Account
            || (world.Options.AccountUpdates == AccountUpdateForm.Alternating && turn % 2 == 1);
        Send(
            number,
            "PARTNER_REMOVED",
            writer =>
            {
                if (byAccount)
                    WriteAccount(writer, number, null);
                if (ending.Reason is not { } reason || !world.Options.DisconnectionInfo)
                    return;
                writer.WriteStartObject("disconnection_info");
                writer.WriteString("reason", reason);
                writer.WriteString("initiated_by", ending.InitiatedBy);
                writer.WriteEndObject();
            },
            byAccount ? PartnerOf(number) : null,
            phoneNumber: byAccount ? null : number.Digits);
    }

    /// <summary>The business that the app belongs to. The emulator has none: the id follows from the app's.</summary>
    private string PartnerOf(BusinessNumber number) =>
        new Chance(Fingerprint.Of(world.Options.Seed, "partner:" + number.Account.App.Id)).Digits(16);

    private void Send(
        BusinessNumber number,
        string name,
        Action<Utf8JsonWriter> write,
        string? entryId = null,
        string? phoneNumber = null,
        bool unasked = false) =>
        webhooks.TrySend(
            AccountNews.Update(
                number.Account,
                Fields.Account,
                name,
                world.Now,
                writer =>
                {
                    writer.Optional("phone_number", phoneNumber);
                    writer.WriteString("event", name);
                    write(writer);
                },
                number) with
            {
                EntryId = entryId,
                Unasked = unasked,
            },
            world.Options.WebhookLatency);

    private static void WriteAccount(Utf8JsonWriter writer, BusinessNumber number, string? appId)
    {
        writer.WriteStartObject("waba_info");
        writer.WriteString("waba_id", number.Account.WabaId);
        writer.WriteString("owner_business_id", number.Account.PortfolioId);
        writer.Optional("partner_app_id", appId);
        writer.WriteEndObject();
    }
}
