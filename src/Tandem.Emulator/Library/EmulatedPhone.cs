using System.Text.Json.Nodes;
using Tandem.Emulator.Library;
using Tandem.Platform;

namespace Tandem.Emulator;

/// <summary>The owner's phone with the WhatsApp Business app. Acts that WhatsApp does not allow throw
/// <see cref="ActRefusedException"/>.</summary>
public sealed class EmulatedPhone
{
    private readonly EmulatorHost _host;
    private readonly string _number;

    internal EmulatedPhone(EmulatorHost host, string number) => (_host, _number) = (host, number);

    /// <summary>The owner says a text to a customer.</summary>
    /// <param name="customer">A phone number, a BSUID or any name.</param>
    /// <param name="text">The text.</param>
    /// <param name="answers">The message it quotes; null: none.</param>
    /// <param name="device">Id of a companion; null: the phone itself.</param>
    /// <returns>Its wamid.</returns>
    public Task<string> SayAsync(string customer, string text, string? answers = null, string? device = null) =>
        SayAsync(customer, MessageJson.Text(text, answers), device);

    /// <summary>The owner says something of another kind.</summary>
    /// <param name="customer">A phone number, a BSUID or any name.</param>
    /// <param name="kind">The Cloud API's word.</param>
    /// <param name="content">The object of that name.</param>
    /// <param name="answers">The message it quotes; null: none.</param>
    /// <param name="device">Id of a companion; null: the phone itself.</param>
    /// <returns>Its wamid.</returns>
    public Task<string> SayAsync(
        string customer, string kind, JsonObject content, string? answers = null, string? device = null) =>
        SayAsync(customer, MessageJson.Of(kind, content, answers), device);

    /// <summary>The owner sends a file.</summary>
    /// <returns>Its wamid.</returns>
    public async Task<string> SendAsync(string customer, EmulatedFile file) =>
        await SayAsync(customer, await MessageJson.FileAsync(_host, file), null);

    /// <summary>The owner reacts to a message; an empty emoji takes the reaction back.</summary>
    public Task<string> ReactAsync(string customer, string wamid, string emoji) =>
        SayAsync(customer, MessageJson.Reaction(wamid, emoji), null);

    /// <summary>The owner changes the text of a message sent from the phone, within 15 minutes.</summary>
    public Task<string> EditAsync(string customer, string wamid, string text) =>
        SayAsync(customer, MessageJson.Edit(wamid, text), null);

    /// <summary>The owner deletes a message for everyone, within two days.</summary>
    public Task<string> RevokeAsync(string customer, string wamid) =>
        SayAsync(customer, MessageJson.Revoke(wamid), null);

    /// <summary>The owner opens the chat. Meta has no webhook for it.</summary>
    public Task ReadAsync(string customer) =>
        _host.ActAsync(id => new PlatformInput.OwnerReads(id, _number, customer));

    /// <summary>The owner blocks a customer.</summary>
    public Task BlockAsync(string customer) =>
        _host.ActAsync(id => new PlatformInput.OwnerBlocks(id, _number, customer, true));

    /// <summary>The owner lets a customer write again.</summary>
    public Task UnblockAsync(string customer) =>
        _host.ActAsync(id => new PlatformInput.OwnerBlocks(id, _number, customer, false));

    /// <summary>The phone reaches the network: what waited for it arrives, what was written leaves.</summary>
    public Task OnlineAsync() => ChangeAsync(new() { Online = true });

    /// <summary>The phone loses its connection.</summary>
    public Task OfflineAsync() => ChangeAsync(new() { Online = false });

    /// <summary>Changes what is given: connection, battery, charger, app; the rest stays.</summary>
    public Task ChangeAsync(PhoneSetup setup) => _host.ActAsync(id => new PlatformInput.SetPhone(id, _number, setup));

    /// <summary>Sets what the app answers by itself; null: nothing.</summary>
    public Task AutomateAsync(string? greeting, string? away) =>
        _host.ActAsync(id => new PlatformInput.SetAutomation(id, _number, greeting, away));

    /// <summary>Links a companion.</summary>
    /// <param name="kind">One of <see cref="Platform.Devices.CompanionKinds"/>.</param>
    /// <returns>Its id, for <c>device</c>.</returns>
    public Task<string> LinkAsync(string kind) =>
        _host.ActAsync(id => new PlatformInput.LinkCompanion(id, _number, kind));

    /// <summary>Unlinks a companion.</summary>
    public Task UnlinkAsync(string device) =>
        _host.ActAsync(id => new PlatformInput.UnlinkCompanion(id, _number, device));

    /// <summary>The phone as it stands.</summary>
    public async Task<PhoneView> ViewAsync() =>
        await _host.Mailbox.ReadAsync(mind => mind.Phone(_number)) ?? throw new ActRefusedException(new(
            "phone_number_id", "it names a number with a phone", "name a number of an account", NotFound: true));

    /// <summary>The chat as the phone shows it, oldest line first; empty before the first one.</summary>
    public async Task<IReadOnlyList<ChatLine>> ChatAsync(string customer) =>
        await _host.Mailbox.ReadAsync(mind => mind.Chat(Screen.Phone, _number, customer)) ?? [];

    /// <summary>The chats on the phone, newest first.</summary>
    public async Task<IReadOnlyList<ChatSummary>> ChatsAsync() =>
        await _host.Mailbox.ReadAsync(mind => mind.ChatsOf(_number)) ?? [];

    private Task<string> SayAsync(string customer, byte[] body, string? device) =>
        _host.ActAsync(id => new PlatformInput.OwnerSays(id, _number, customer, body, device));
}
