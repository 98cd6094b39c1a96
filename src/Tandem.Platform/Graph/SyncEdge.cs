using Tandem.Platform.Accounts;
using Tandem.Platform.Link;

namespace Tandem.Platform.Graph;

/// <summary>
/// <c>smb_app_data</c>: each sync is granted once, within a day of onboarding (Meta, "Onboard WhatsApp Business app
/// users"); refusals arrive as code 4 in the field. The two come in either order.
/// </summary>
internal sealed class SyncEdge(World world, SyncDesk syncs)
{
    private static readonly TimeSpan SyncTime = TimeSpan.FromHours(24);

    public Reply Post(Call call, BusinessNumber number)
    {
        var kind = call.Parameters.Text("sync_type");
        if (kind is not (SyncDesk.Contacts or SyncDesk.History))
            return Refusal.Parameter("Param sync_type must be one of {SMB_APP_STATE_SYNC, HISTORY}");
        if (number.Link.State != LinkState.Connected)
            return Refusal.NotRegistered;
        if (world.Now - number.Link.OnboardedAt > SyncTime)
            return new Refusal(400, 4, "Synchronization request made outside of allowed time window")
            {
                Subcode = 2593108,
            };
        if (!number.Link.SyncsUsed.Add(kind))
            return new Refusal(400, 4, "Synchronization request limit exceeded") { Subcode = 2593107 };
        syncs.Begin(number, kind);
        var requestId = world.Ids.Hex(32).ToLowerInvariant();
        return Reply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("messaging_product", "whatsapp");
            writer.WriteString("request_id", requestId);
            writer.WriteEndObject();
        });
    }
}
