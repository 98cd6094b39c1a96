using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Emulator.Graph;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>What all acts have in common: how they are read and how they are answered.</summary>
internal static class Acts
{
    /// <summary>A message as it came, its <c>to</c> and its <c>device</c>; what else is wrong with it the platform
    /// says.</summary>
    public static async Task<(string? To, string? Device, byte[] Body)> ReadMessageAsync(HttpRequest request)
    {
        var body = await GraphBody.AllAsync(request.Body, request.HttpContext.RequestAborted);
        try
        {
            var json = JsonElement.Parse(body);
            return json.ValueKind == JsonValueKind.Object
                ? (TextOf(json, "to"), TextOf(json, "device"), body)
                : (null, null, body);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not JSON, or half a surrogate pair: then there is no readable `to` either.
            return (null, null, body);
        }
    }

    /// <summary>Lets somebody act; 201 with the id of what he said.</summary>
    public static async Task<IResult> SayAsync(Mailbox mailbox, Func<long, PlatformInput> act)
    {
        var settled = await mailbox.ActAsync(act);
        return settled.Refusal is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.Created((string?)null, new SaidBody(settled.Id!));
    }

    /// <summary>Lets somebody make something; 201 with its id.</summary>
    public static async Task<IResult> MakeAsync(Mailbox mailbox, Func<long, PlatformInput> act)
    {
        var settled = await mailbox.ActAsync(act);
        return settled.Refusal is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.Created((string?)null, new IdBody(settled.Id!));
    }

    /// <summary>Lets somebody act; 204.</summary>
    public static async Task<IResult> DoAsync(Mailbox mailbox, Func<long, PlatformInput> act)
    {
        var settled = await mailbox.ActAsync(act);
        return settled.Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();
    }

    /// <summary>Lets somebody act; 200 with how things stand then.</summary>
    public static async Task<IResult> DoAsync<T>(
        Mailbox mailbox, Func<long, PlatformInput> act, Func<PlatformMind, string?, T> look)
    {
        var settled = await mailbox.ActAsync(act);
        return settled.Refusal is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.Ok(await mailbox.ReadAsync(mind => look(mind, settled.Id)));
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
