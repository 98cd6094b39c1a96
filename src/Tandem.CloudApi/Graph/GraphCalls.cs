using System.Globalization;
using System.Text.Json;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Graph;

/// <summary>The Graph calls a coexistence number needs, as values.</summary>
/// <param name="version">For example <c>v25.0</c>.</param>
public sealed class GraphCalls(string version)
{
    /// <summary>The current version when this was written (September 2026).</summary>
    public const string CurrentVersion = "v25.0";

    /// <summary>What is asked of a number to learn its state; true <c>is_on_biz_app</c> together with platform type
    /// <c>CLOUD_API</c> means coexistence.</summary>
    public const string PhoneNumberFields =
        "id,display_phone_number,verified_name,quality_rating,platform_type,throughput,status,name_status,"
        + "account_mode,is_on_biz_app,whatsapp_business_manager_messaging_limit,webhook_configuration";

    private readonly string _version = version;

    /// <summary>Sends a message; the answer only says that it was accepted.</summary>
    public GraphCall SendMessage(string phoneNumberId, ReadOnlyMemory<byte> body) =>
        Post($"{phoneNumberId}/messages", body);

    /// <summary>Sends a marketing template through the marketing messages API.</summary>
    public GraphCall SendMarketingMessage(string phoneNumberId, ReadOnlyMemory<byte> body) =>
        Post($"{phoneNumberId}/marketing_messages", body);

    /// <summary>Marks a message and all earlier ones of its thread as read.</summary>
    /// <param name="phoneNumberId">The number that received it.</param>
    /// <param name="wamid">The message.</param>
    /// <param name="isTyping">Also shows that somebody types, for 25 seconds or until the next message.</param>
    public GraphCall MarkRead(string phoneNumberId, string wamid, bool isTyping = false) =>
        Post(
            $"{phoneNumberId}/messages",
            JsonSerializer.SerializeToUtf8Bytes(
                new ReadMark
                {
                    MessagingProduct = "whatsapp",
                    Status = "read",
                    MessageId = wamid,
                    TypingIndicator = isTyping ? new TypingIndicator { Type = "text" } : null,
                },
                CloudApiJson.Default.ReadMark));

    /// <summary>Asks where the bytes of media are; the address lives 5 minutes.</summary>
    /// <param name="mediaId">From an upload or a webhook.</param>
    /// <param name="phoneNumberId">Refuses media of other numbers, when given.</param>
    public GraphCall GetMediaUrl(string mediaId, string? phoneNumberId = null) =>
        Get(mediaId, phoneNumberId is null ? [] : [new("phone_number_id", phoneNumberId)]);

    /// <summary>Deletes media.</summary>
    public GraphCall DeleteMedia(string mediaId, string? phoneNumberId = null) =>
        Get(mediaId, phoneNumberId is null ? [] : [new("phone_number_id", phoneNumberId)]) with { Method = "DELETE" };

    /// <summary>Reads a number's state.</summary>
    public GraphCall GetPhoneNumber(string phoneNumberId, string fields = PhoneNumberFields) =>
        Get(phoneNumberId, [new("fields", fields)]);

    /// <summary>Lists the numbers of an account.</summary>
    public GraphCall GetPhoneNumbers(string wabaId, string? after = null) =>
        Get(
            $"{wabaId}/phone_numbers",
            after is null
                ? [new("fields", PhoneNumberFields)]
                : [new("fields", PhoneNumberFields), new("after", after)]);

    /// <summary>Lists the templates of an account, each with its language and status.</summary>
    public GraphCall GetTemplates(string wabaId, int limit = 250) => Get(
        $"{wabaId}/message_templates",
        [new("fields", "name,language,status,category"), new("limit", limit.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>Lists the apps that get an account's webhooks.</summary>
    public GraphCall GetSubscribedApps(string wabaId) => Get($"{wabaId}/subscribed_apps", []);

    /// <summary>Subscribes the token's app to an account's webhooks. Without arguments it also clears an
    /// override.</summary>
    public GraphCall SubscribeApp(string wabaId, string? overrideCallbackUri = null, string? verifyToken = null) =>
        overrideCallbackUri is null
            ? Post($"{wabaId}/subscribed_apps", default)
            : Post(
                $"{wabaId}/subscribed_apps",
                JsonSerializer.SerializeToUtf8Bytes(
                    new WebhookOverride { OverrideCallbackUri = overrideCallbackUri, VerifyToken = verifyToken },
                    CloudApiJson.Default.WebhookOverride));

    /// <summary>Sets where an app's webhooks go and which fields it gets; wants an app token.</summary>
    public GraphCall Subscribe(string appId, string callbackUrl, string verifyToken, IEnumerable<string> fields) =>
        Post($"{appId}/subscriptions", default) with
        {
            Query =
            [
                new("object", "whatsapp_business_account"),
                new("callback_url", callbackUrl),
                new("verify_token", verifyToken),
                new("fields", string.Join(',', fields)),
            ],
        };

    /// <summary>Asks for the app's contacts or its history; once each, within 24 hours of onboarding.</summary>
    /// <param name="phoneNumberId">The number.</param>
    /// <param name="syncType"><c>smb_app_state_sync</c> or <c>history</c>.</param>
    public GraphCall SmbAppData(string phoneNumberId, string syncType) =>
        Post(
            $"{phoneNumberId}/smb_app_data",
            JsonSerializer.SerializeToUtf8Bytes(
                new SmbAppDataRequest { MessagingProduct = "whatsapp", SyncType = syncType },
                CloudApiJson.Default.SmbAppDataRequest));

    private GraphCall Get(string path, IReadOnlyList<KeyValuePair<string, string>> query) =>
        new("GET", $"/{_version}/{path}", query, [], default, null);

    private GraphCall Post(string path, ReadOnlyMemory<byte> body) =>
        new("POST", $"/{_version}/{path}", [], [], body, body.IsEmpty ? null : GraphCall.Json);
}
