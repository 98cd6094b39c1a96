using System.Text.Json;
using Tandem.Platform.Accounts;

namespace Tandem.Platform.Webhooks;

/// <summary>Updates about an account, its templates and its numbers: the item is the whole value.</summary>
internal static class AccountNews
{
    /// <summary>An update whose value the caller writes.</summary>
    /// <param name="account">Whose webhook it is.</param>
    /// <param name="field">Webhook field.</param>
    /// <param name="type">The event, for the ledger.</param>
    /// <param name="now">For <c>entry[].time</c>.</param>
    /// <param name="write">Writes the members of the value.</param>
    /// <param name="number">The number it is about; null: the account.</param>
    public static Update Update(
        Account account,
        string field,
        string type,
        DateTimeOffset now,
        Action<Utf8JsonWriter> write,
        BusinessNumber? number = null) => new()
        {
            Account = account,
            Number = number,
            Field = field,
            Item = MetaJson.Piece(writer =>
            {
                writer.WriteStartObject();
                write(writer);
                writer.WriteEndObject();
            }),
            Type = type,
            Time = now,
        };
}
