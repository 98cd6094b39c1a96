using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.CloudApi.Graph;
using Tandem.CloudApi.Sending;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Sending;

namespace Tandem.Engine.Tests.Running;

/// <summary>Somebody with a key who sends through a hub.</summary>
internal sealed record Client(TestHub Hub, string Role, string Sender, string? Id = null)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ApiKeyRegistration Key { get; } = new(Id ?? $"key-of-{Sender}", $"hash-of-{Sender}")
    {
        Sender = Sender,
        Role = Role,
        Scopes = ["read", "send"],
    };

    public static Client Bot(TestHub hub) => new(hub, "bot", "shop-bot");

    public static Client Agent(TestHub hub) => new(hub, "agent", "anna");

    public static Client Campaign(TestHub hub) => new(hub, "campaign", "spring");

    /// <summary>Sends a text by the drop-in and holds the line.</summary>
    public async Task<Heard> SendAsync(
        string words,
        string to = TestHub.Customer,
        TimeSpan? wait = null,
        string? mark = null,
        string? key = null,
        CancellationToken? gone = null,
        DropIn? by = null)
    {
        var json = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["to"] = to,
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = words },
        };
        if (mark is not null)
            json["biz_opaque_callback_data"] = mark;
        var (body, refusal) = SendBody.Read(Encoding.UTF8.GetBytes(json.ToJsonString(JsonSerializerOptions.Web)));
        Assert.Null(refusal);
        return new Heard(await (by ?? Hub.DropIn).SendAsync(
            Key, TestHub.PhoneNumberId, "messages", body!, wait ?? TimeSpan.FromSeconds(20), key, gone ?? Ct));
    }

    /// <summary>Asks for a text to be sent, without waiting for it to go.</summary>
    public Task<Send> AskAsync(string words, string to = TestHub.Customer) => Hub.Door.AskAsync(
        TestHub.PhoneNumberId,
        new SendDraft(
            new PeerKeys(to, null, null), Engine.Sending.DropIn.LaneOf(Role), Sender, "messages", "text",
            $$$"""{"messaging_product":"whatsapp","to":"{{{to}}}","type":"text","text":{"body":"{{{words}}}"}}""",
            CallerMark: null, IdempotencyKey: null, Waiter: null, ExpiresAt: null, RepliesTo: null),
        Ct);

    /// <summary>What stands on the customer's timeline.</summary>
    public static async Task<IReadOnlyList<MessageView>> TimelineAsync(TestHub hub)
    {
        var page = await hub.Reader.Timeline.ConversationsAsync(TestHub.PhoneNumberId, new PageAsk(Limit: 50), Ct);
        var conversation = page.Data.Single(one => one.Contact.WaId == TestHub.Customer);
        return (await hub.Reader.Timeline.MessagesAsync(conversation.Id, new PageAsk(Limit: 50), Ct))!.Data;
    }

    /// <summary>A send as it stands, by the mark of a call.</summary>
    public static async Task<SendView> OutboxAsync(TestHub hub, string mark) =>
        (await hub.Reader.Sends.FindAsync(mark[(mark.LastIndexOf(':') + 1)..], Ct))!;
}

/// <summary>An answer of the drop-in.</summary>
internal sealed record Heard(GraphAnswer Answer)
{
    private JsonElement Json => JsonElement.Parse(Answer.Body.Span);

    public int Status => Answer.Status;

    /// <summary>The wamid; null if it is an error.</summary>
    public string? Wamid =>
        Json.TryGetProperty("messages", out var messages) ? messages[0].GetProperty("id").GetString() : null;

    /// <summary>Meta's error code; null if it is none.</summary>
    public int? Code => Json.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : null;

    public int? Subcode =>
        Json.GetProperty("error").TryGetProperty("error_subcode", out var subcode) ? subcode.GetInt32() : null;

    /// <summary>What the error says besides its title.</summary>
    public string Details =>
        Json.GetProperty("error").GetProperty("error_data").GetProperty("details").GetString()!;
}
