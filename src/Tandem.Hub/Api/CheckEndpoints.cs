using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Engine.Checks;
using Tandem.Engine.Registry;
using Tandem.Hub.Access;
using Tandem.Hub.Webhooks;

namespace Tandem.Hub.Api;

/// <summary>The preflight: what would become of messages, before they are sent.</summary>
internal static class CheckEndpoints
{
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Maps <c>POST /v1/check</c>.</summary>
    public static void MapChecks(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/check", CheckAsync).RequireAuthorization(AccessSetup.Send)
            .Accepts<JsonObject>("application/json");

    private static async Task<Results<Ok<Listing<CheckView>>, ProblemHttpResult>> CheckAsync(
        HttpContext http, CheckDesk desk, RegistrationBook registry, CancellationToken ct)
    {
        if (await BoundedBody.ReadAsync(http.Request, MostBytes, ct) is not { } bytes)
            return Problems.TooLarge(MostBytes);
        if (Read(bytes) is not { } root)
            return Problems.Invalid("The body is not a JSON object.");
        if (Asked(root) is not { } asked)
            return Problems.Invalid(
                $"messages: must be a list of 1 to {CheckDesk.Most} messages; or leave it out and give one message.");

        var id = root.TryGetProperty("phone_number_id", out var named) ? named.ToString() : null;
        if (await NumberAsync(http, registry, id, ct) is not { } number)
            return id is null
                ? Problems.Invalid("phone_number_id: name the number; it may be left out where there is only one.")
                : Problems.NotFound("number");

        var key = http.Features.GetRequiredFeature<ApiKeyRegistration>();
        var verdicts = await desk.CheckAsync(number, key, asked, ct);
        return TypedResults.Ok(new Listing<CheckView>([.. verdicts.Select((one, index) => CheckView.Of(index, one))]));
    }

    private static JsonElement? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var root = JsonElement.Parse(bytes.Span);
            return root.ValueKind == JsonValueKind.Object ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<JsonElement>? Asked(JsonElement root)
    {
        if (!root.TryGetProperty("messages", out var messages))
            return [root];
        return messages.ValueKind == JsonValueKind.Array && messages.GetArrayLength() is > 0 and <= CheckDesk.Most
            ? [.. messages.EnumerateArray()]
            : null;
    }

    private static async Task<NumberRegistration?> NumberAsync(
        HttpContext http, RegistrationBook registry, string? id, CancellationToken ct)
    {
        if (id is not null)
            return await http.FindNumberAsync(registry, id);

        var caller = http.Caller();
        var seen = (await registry.NumbersAsync(ct)).Where(number => caller.MaySee(number.PhoneNumberId)).ToList();
        return seen is [var only] ? only : null;
    }
}
