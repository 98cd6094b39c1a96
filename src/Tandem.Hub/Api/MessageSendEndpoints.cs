using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.CloudApi.Sending;
using Tandem.Domain.Sending;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Hub.Access;
using Tandem.Hub.Webhooks;

namespace Tandem.Hub.Api;

/// <summary>Sending through <c>/v1</c>: taken at once, sent when it may go.</summary>
internal static class MessageSendEndpoints
{
    private const int MostBytes = 1024 * 1024;
    private const int LongestKey = 255;

    /// <summary>Maps <c>POST /v1/numbers/{phone_number_id}/messages</c>.</summary>
    public static void MapMessageSends(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/numbers/{phone_number_id}/messages", SendAsync).RequireAuthorization(AccessSetup.Send)
            .Accepts<JsonObject>("application/json");

    private static async Task<Results<Accepted<SendTaken>, ProblemHttpResult>> SendAsync(
        string phone_number_id,
        HttpContext http,
        INumberDoor door,
        RegistrationBook registry,
        Reader reader,
        TimeProvider clock,
        CancellationToken ct)
    {
        if (await http.FindNumberAsync(registry, phone_number_id) is null)
            return Problems.NotFound("number");
        if (await BoundedBody.ReadAsync(http.Request, MostBytes, ct) is not { } bytes)
            return Problems.TooLarge(MostBytes);
        if (Split(bytes) is not { } asked)
            return Problems.Invalid("The body is not a JSON object, or its member tandem is none.");

        var (body, refusal) = SendBody.Read(asked.Body);
        if (refusal is not null)
            return Problems.Invalid(refusal.Details ?? refusal.Message);
        if (body!.IsReadReceipt)
            return Problems.Invalid("Mark messages read with POST /v1/conversations/{id}/read.");

        var key = http.Features.GetRequiredFeature<ApiKeyRegistration>();
        var draft = Engine.Sending.DropIn.DraftOf(key, "messages", body, idempotencyKey: null);
        if (Mistake(asked.Tandem, key, ref draft, clock.GetUtcNow()) is { } mistake)
            return Problems.Invalid(mistake);

        var send = await door.AskAsync(phone_number_id, draft, ct);
        if (send is { State: SendState.Refused, Refusal: { } why })
            return await SendRefusals.TellAsync(http, send, why, reader, ct);

        return TypedResults.Accepted(
            $"/v1/numbers/{phone_number_id}/outbox/{send.Id}",
            new SendTaken(
                send.Id,
                JsonNamingPolicy.SnakeCaseLower.ConvertName(send.State.ToString()),
                send is { State: SendState.Queued, Refusal: { } hold } ? HeldView.Of(hold) : null));
    }

    private static string? Mistake(
        JsonObject? tandem, ApiKeyRegistration caller, ref Domain.Deciding.SendDraft draft, DateTimeOffset now)
    {
        foreach (var (name, value) in tandem ?? [])
        {
            switch (name)
            {
                case "idempotency_key" when Text(value) is { Length: > 0 and <= LongestKey } own:
                    draft = draft with { IdempotencyKey = Engine.Sending.DropIn.ScopedKey(caller, own) };
                    break;
                case "expires_at" when DateTimeOffset.TryParse(Text(value), out var expires) && expires > now:
                    draft = draft with { ExpiresAt = expires.ToUniversalTime() };
                    break;
                case "lane" when Text(value) is { } lane && SendLanes.ByName.TryGetValue(lane, out var named):
                    if (named < draft.Lane)
                        return "tandem.lane: a key may ask for its own lane or a less urgent one.";
                    draft = draft with { Lane = named };
                    break;
                default:
                    return $"tandem.{name}: is not a setting of this version, or has a value that cannot be used.";
            }
        }

        return null;
    }

    private static string? Text(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue<string>(out var content) ? content : null;

    // Ours is taken out: what goes to Meta is Meta's.
    private static (ReadOnlyMemory<byte> Body, JsonObject? Tandem)? Split(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            if (JsonNode.Parse(bytes.Span) is not JsonObject root)
                return null;
            if (!root.ContainsKey("tandem"))
                return (bytes, null);
            if (root["tandem"] is not JsonObject tandem)
                return null;

            root.Remove("tandem");
            return (JsonSerializer.SerializeToUtf8Bytes<JsonNode>(root, ApiJson.Default.JsonNode), tandem);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
