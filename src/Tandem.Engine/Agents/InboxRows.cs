using System.Text.Json;
using Tandem.Domain.Deciding;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Agents;

/// <summary>How an account passes on to a number what concerns it: a row of the number's, keyed by its cause.</summary>
internal static class InboxRows
{
    /// <summary>The row for one number of what an account heard at a position.</summary>
    public static RowChange Write(Owner account, long position, string phoneNumberId, Input.LinkHeard heard) =>
        new(
            new RowKey(RowKinds.Inbox, $"{account.Value}/{position}/{phoneNumberId}"),
            Owner.Number(phoneNumberId).Value,
            position,
            JsonSerializer.SerializeToUtf8Bytes(heard, AgentJson.Default.LinkHeard));

    /// <summary>What a row says; null if it cannot be read.</summary>
    public static Input? TryRead(Row row)
    {
        try
        {
            return JsonSerializer.Deserialize(row.Body.Span, AgentJson.Default.LinkHeard);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
