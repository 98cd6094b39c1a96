using System.Text.Json.Serialization;

namespace Tandem.Cli.Auditing;

/// <summary>Reads the emulator's ledger over HTTP: an audit of a running world sees only what anyone can see.</summary>
internal sealed class EmulatorLedger(HttpClient http, Uri emulator)
{
    /// <summary>All lines, in order.</summary>
    public async Task<IReadOnlyList<LedgerLine>> ReadAsync(CancellationToken ct)
    {
        var lines = new List<LedgerLine>();
        long? after = 0;
        while (after is not null)
        {
            var page = await http.GetFromJsonAsync(
                new Uri(emulator, $"/_emulator/ledger?limit=5000&after={after}"), AuditJson.Default.LedgerPage, ct);
            lines.AddRange(page!.Data);
            after = page.NextAfter;
        }

        return lines;
    }
}

/// <summary>A page of the ledger.</summary>
internal sealed record LedgerPage(IReadOnlyList<LedgerLine> Data, long? NextAfter);

/// <summary>A true event, as far as an audit needs it.</summary>
internal sealed record LedgerLine(
    long Seq, string Kind, string? PhoneNumberId, string? Customer, string? Wamid, string Leg, LedgerEvidence? Evidence)
{
    /// <summary>Somebody said something, or did something to a message.</summary>
    public bool IsAct => Kind is "customer_message" or "owner_message" or "api_message";

    /// <summary>Something about the wamid reached the hub for sure.</summary>
    public bool IsEvidence => Kind is "webhook_delivered" or "answer_given";
}

/// <summary>What is known beside the event.</summary>
internal sealed record LedgerEvidence(
    string? Type, string? OriginalWamid, string? Mark, string? Field, string? Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LedgerPage))]
[JsonSerializable(typeof(Listed<NumberLine>))]
[JsonSerializable(typeof(Listed<ConversationLine>))]
[JsonSerializable(typeof(Listed<MessageLine>))]
internal sealed partial class AuditJson : JsonSerializerContext;
