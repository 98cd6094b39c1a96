using System.Globalization;
using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.Enforcement;
using Tandem.Platform.Sending.Quality;

namespace Tandem.Platform.Graph;

/// <summary>Health of a number or account with everything above it (Meta, "Messaging health status").</summary>
internal static class HealthStatus
{
    private const string Available = "AVAILABLE";
    private const string Limited = "LIMITED";
    private const string Blocked = "BLOCKED";

    /// <summary>Writes it; the whole is as healthy as its sickest part.</summary>
    public static void Write(Utf8JsonWriter writer, Account account, BusinessNumber? number)
    {
        var ofNumber = number is null ? Available : Of(number);
        var ofAccount = Of(account.Standing);
        writer.WriteStartObject();
        writer.WriteString("can_send_message", ofAccount == Blocked ? Blocked
            : ofNumber == Limited || ofAccount == Limited ? Limited
            : Available);
        writer.WriteStartArray("entities");
        if (number is not null)
            WriteNumber(writer, number, ofNumber);
        WriteAccount(writer, account, ofAccount);
        WriteWell(writer, "BUSINESS", account.PortfolioId);
        WriteWell(writer, "APP", account.App.Id);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Of(BusinessNumber number) =>
        number.Regard.SpamUntil is not null || number.Regard.Rating == QualityRating.Red ? Limited : Available;

    private static string Of(Standing standing) =>
        standing.Locked || standing.Has(RestrictionTypes.Answer) ? Blocked
        : standing.Restrictions.Count > 0 ? Limited
        : Available;

    private static void WriteNumber(Utf8JsonWriter writer, BusinessNumber number, string health)
    {
        WriteStart(writer, "PHONE_NUMBER", number.PhoneNumberId, health);
        if (health == Limited)
        {
            writer.WriteStartArray("additional_info");
            writer.WriteStringValue("Customers have blocked or reported many messages of this phone number.");
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteAccount(Utf8JsonWriter writer, Account account, string health)
    {
        var standing = account.Standing;
        WriteStart(writer, "WABA", account.WabaId, health);
        if (health == Limited)
        {
            writer.WriteStartArray("additional_info");
            foreach (var restriction in standing.Restrictions)
                writer.WriteStringValue($"{restriction.Type} until {InWords(restriction.Until)}");
            writer.WriteEndArray();
        }
        else if (health == Blocked)
        {
            var refusal = standing.Locked ? Refusal.Locked : Refusal.Restricted;
            writer.WriteStartArray("errors");
            writer.WriteStartObject();
            writer.WriteNumber("error_code", refusal.Code);
            writer.WriteString("error_description", refusal.Details);
            writer.WriteString("possible_solution", standing.Locked
                ? "Appeal in Business Support Home."
                : $"Wait until {InWords(standing.Restrictions[^1].Until)}.");
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteWell(Utf8JsonWriter writer, string type, string id)
    {
        WriteStart(writer, type, id, Available);
        writer.WriteEndObject();
    }

    private static void WriteStart(Utf8JsonWriter writer, string type, string id, string health)
    {
        writer.WriteStartObject();
        writer.WriteString("entity_type", type);
        writer.WriteString("id", id);
        writer.WriteString("can_send_message", health);
    }

    private static string InWords(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
