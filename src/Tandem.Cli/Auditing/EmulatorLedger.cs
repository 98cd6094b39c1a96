using System.Text.Json.Serialization;

namespace Tandem.Cli.Auditing;

/// <summary>Reads the emulator's ledger over HTTP: an audit of a running world sees only what anyone can see.</summary>
/// <param name="http">How it is reached.</param>
/// <param name="emulator">Where it is.</param>
/// <param name="only">The one number whose lines count; null: all.</param>
internal sealed class EmulatorLedger(HttpClient http, Uri emulator, string? only = null)
{
    /// <summary>The emulator's own webhook endpoint (docs/decisions/0242-an-inbox-of-its-own.md).</summary>
    private const string Inbox = "/_emulator/inbox";

    /// <summary>All lines but those of numbers whose webhooks go to the emulator's own inbox, in order: of these no hub
    /// was told, whatever was answered 200.</summary>
    public async Task<IReadOnlyList<LedgerLine>> ReadAsync(CancellationToken ct)
    {
        var lines = new List<LedgerLine>();
        var untold = await UntoldAsync(ct);
        long? after = 0;
        while (after is not null)
        {
            var page = await http.GetFromJsonAsync(
                new Uri(emulator, $"/_emulator/ledger?limit=5000&after={after}"), AuditJson.Default.LedgerPage, ct);
            lines.AddRange(page!.Data.Where(
                line => (only is null || line.PhoneNumberId == only)
                    && (line.PhoneNumberId is null || !untold.Contains(line.PhoneNumberId))));
            after = page.NextAfter;
        }

        return lines;
    }

    /// <summary>Everybody the emulator knows, by the name its ledger uses.</summary>
    public async Task<IReadOnlyDictionary<string, CustomerLine>> CustomersAsync(CancellationToken ct)
    {
        var customers = await http.GetFromJsonAsync(
            new Uri(emulator, "/_emulator/customers"), AuditJson.Default.ListedCustomerLine, ct);
        return customers!.Data.ToDictionary(customer => customer.Id, StringComparer.Ordinal);
    }

    private async Task<HashSet<string>> UntoldAsync(CancellationToken ct)
    {
        var accounts = await http.GetFromJsonAsync(
            new Uri(emulator, "/_emulator/accounts"), AuditJson.Default.ListedAccountLine, ct);
        return
        [
            .. accounts!.Data
                .Where(account => account.CallbackUrl is { } url && url.EndsWith(Inbox, StringComparison.Ordinal))
                .SelectMany(account => account.Numbers.Select(number => number.PhoneNumberId)),
        ];
    }
}

/// <summary>An account, as far as an audit needs it.</summary>
internal sealed record AccountLine(string? CallbackUrl, IReadOnlyList<NumberLine> Numbers);

/// <summary>A customer: the name the ledger uses, and those that webhooks use.</summary>
internal sealed record CustomerLine(string Id, string? WaId, string? UserId);

/// <summary>A page of the ledger.</summary>
internal sealed record LedgerPage(IReadOnlyList<LedgerLine> Data, long? NextAfter);

/// <summary>A true event, as far as an audit needs it.</summary>
internal sealed record LedgerLine(
    long Seq, string Kind, string? PhoneNumberId, string? Customer, string? Wamid, string Leg, LedgerEvidence? Evidence)
{
    /// <summary>Somebody said something, or did something to a message.</summary>
    public bool IsAct => Kind is "customer_message" or "owner_message" or "api_message" or "history_message";

    /// <summary>Something about the wamid reached the hub for sure.</summary>
    public bool IsEvidence => Kind is "webhook_delivered" or "answer_given";
}

/// <summary>What is known beside the event.</summary>
internal sealed record LedgerEvidence(
    string? Type, string? OriginalWamid, string? Mark, string? Field, string? Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LedgerPage))]
[JsonSerializable(typeof(Listed<AccountLine>))]
[JsonSerializable(typeof(Listed<CustomerLine>))]
[JsonSerializable(typeof(Listed<NumberLine>))]
[JsonSerializable(typeof(Listed<ConversationLine>))]
[JsonSerializable(typeof(Listed<MessageLine>))]
internal sealed partial class AuditJson : JsonSerializerContext;
