using System.Text.Json.Nodes;
using Tandem.Emulator.Library;
using Tandem.Platform;

namespace Tandem.Emulator;

/// <summary>A customer, who writes to one business number. Acts that WhatsApp does not allow throw
/// <see cref="ActRefusedException"/>.</summary>
public sealed class EmulatedCustomer
{
    private readonly EmulatorHost _host;
    private readonly string _number;

    internal EmulatedCustomer(EmulatorHost host, string name, string number) =>
        (_host, Name, _number) = (host, name, number);

    /// <summary>What the customer is called here: a phone number, a BSUID or any name.</summary>
    public string Name { get; }

    /// <summary>Says a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="answers">The message it quotes; null: none.</param>
    /// <returns>Its wamid.</returns>
    public Task<string> SayAsync(string text, string? answers = null) => SayAsync(MessageJson.Text(text, answers));

    /// <summary>Says something of another kind.</summary>
    /// <param name="kind">The Cloud API's word: <c>location</c>, <c>interactive</c>, <c>order</c> …</param>
    /// <param name="content">The object of that name, as webhooks carry it.</param>
    /// <param name="answers">The message it quotes; null: none.</param>
    /// <returns>Its wamid.</returns>
    public Task<string> SayAsync(string kind, JsonObject content, string? answers = null) =>
        SayAsync(MessageJson.Of(kind, content, answers));

    /// <summary>Sends a file.</summary>
    /// <returns>Its wamid.</returns>
    public async Task<string> SendAsync(EmulatedFile file) => await SayAsync(await MessageJson.FileAsync(_host, file));

    /// <summary>Reacts to a message; an empty emoji takes the reaction back.</summary>
    public Task<string> ReactAsync(string wamid, string emoji) => SayAsync(MessageJson.Reaction(wamid, emoji));

    /// <summary>Changes the text of an own message, within 15 minutes.</summary>
    public Task<string> EditAsync(string wamid, string text) => SayAsync(MessageJson.Edit(wamid, text));

    /// <summary>Deletes an own message for everyone, within two days.</summary>
    public Task<string> RevokeAsync(string wamid) => SayAsync(MessageJson.Revoke(wamid));

    /// <summary>Opens the chat and reads all that was delivered.</summary>
    public Task ReadAsync() => _host.ActAsync(id => new PlatformInput.CustomerReads(id, Name, _number));

    /// <summary>Blocks the business; what it sends stays on one tick.</summary>
    public Task BlockAsync() => _host.ActAsync(id => new PlatformInput.CustomerBlocks(id, Name, _number, true));

    /// <summary>Lets the business write again.</summary>
    public Task UnblockAsync() => _host.ActAsync(id => new PlatformInput.CustomerBlocks(id, Name, _number, false));

    /// <summary>Reports the business as spam.</summary>
    public Task ReportAsync() => _host.ActAsync(id => new PlatformInput.CustomerReports(id, Name, _number));

    /// <summary>Opts out of marketing messages of the business, or in again.</summary>
    public Task PreferAsync(bool marketing) =>
        _host.ActAsync(id => new PlatformInput.CustomerPrefers(id, Name, _number, marketing));

    /// <summary>Changes what is given; the rest stays.</summary>
    public Task ChangeAsync(CustomerSetup setup) =>
        _host.ActAsync(id => new PlatformInput.DefineCustomer(id, Name, setup));

    /// <summary>The customer as the platform knows him; null: nobody has named him yet.</summary>
    public Task<CustomerView?> ViewAsync() => _host.Mailbox.ReadAsync(mind => mind.Customer(Name));

    /// <summary>The chat as the customer's phone shows it, oldest line first; empty before the first one.</summary>
    public async Task<IReadOnlyList<ChatLine>> ChatAsync() =>
        await _host.Mailbox.ReadAsync(mind => mind.Chat(Screen.Customer, _number, Name)) ?? [];

    private Task<string> SayAsync(byte[] body) =>
        _host.ActAsync(id => new PlatformInput.CustomerSays(id, Name, _number, body));
}
