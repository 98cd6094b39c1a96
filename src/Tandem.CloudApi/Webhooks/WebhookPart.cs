namespace Tandem.CloudApi.Webhooks;

/// <summary>One element of <c>changes[]</c>: whom it concerns and how many items it holds.</summary>
/// <param name="Field">Meta's name of the field; empty when the webhook names none.</param>
/// <param name="EntryId"><c>entry.id</c>: mostly the WABA, in some account fields another id.</param>
/// <param name="PhoneNumberId"><c>value.metadata.phone_number_id</c>; null in account and template fields.</param>
/// <param name="WabaId"><c>value.waba_info.waba_id</c>, else <c>entry.id</c>.</param>
/// <param name="Items">How many items <see cref="WebhookReader"/> gives for this part; at least 1.</param>
public readonly record struct WebhookPart(
    string Field, string? EntryId, string? PhoneNumberId, string? WabaId, int Items)
{
    /// <summary>How many of <see cref="Items"/> are statuses of sent messages.</summary>
    public int Statuses { get; init; }
}

/// <summary>What a scan of a webhook found.</summary>
/// <param name="IsReadable">False if the bytes are no JSON object; then there are no parts.</param>
/// <param name="Parts">One per change, in the order of the body.</param>
public readonly record struct WebhookScanResult(bool IsReadable, IReadOnlyList<WebhookPart> Parts);
