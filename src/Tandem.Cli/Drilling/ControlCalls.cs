using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Cli.Calling;
using Tandem.Platform;

namespace Tandem.Cli.Drilling;

/// <summary>What somebody does, as a call of the emulator's control API: each act of the mind has one.</summary>
internal static class ControlCalls
{
    /// <summary>The call; null: there is none.</summary>
    public static ControlCall? Of(PlatformInput act) => act switch
    {
        PlatformInput.CustomerSays says =>
            Post($"customers/{says.Customer}/messages", Addressed(says.Body, says.PhoneNumberId)),
        PlatformInput.OwnerSays says =>
            Post($"phones/{says.PhoneNumberId}/messages", Addressed(says.Body, says.Customer, says.Device)),
        PlatformInput.CustomerReads reads => Post($"customers/{reads.Customer}/chats/{reads.PhoneNumberId}/read"),
        PlatformInput.CustomerBlocks blocks => Post(
            $"customers/{blocks.Customer}/chats/{blocks.PhoneNumberId}/{(blocks.Blocked ? "block" : "unblock")}"),
        PlatformInput.CustomerReports reports =>
            Post($"customers/{reports.Customer}/chats/{reports.PhoneNumberId}/report"),
        PlatformInput.DefineCustomer define =>
            new(HttpMethod.Put, $"/_emulator/customers/{define.Customer}", Json(Setup(define.Setup))),
        PlatformInput.OwnerReads reads => Post($"phones/{reads.PhoneNumberId}/chats/{reads.Customer}/read"),
        PlatformInput.SetPhone set =>
            new(HttpMethod.Patch, $"/_emulator/phones/{set.PhoneNumberId}", Json(Setup(set.Setup))),
        PlatformInput.LinkCompanion link =>
            Post($"phones/{link.PhoneNumberId}/companions", new JsonObject { ["kind"] = link.Kind }),
        PlatformInput.SeedHistory past => Post($"phones/{past.PhoneNumberId}/history", new JsonObject
        {
            ["customers"] = past.Customers,
            ["messages_each"] = past.MessagesEach,
            ["days"] = past.Days,
        }),
        PlatformInput.EndLink end => Post($"phones/{end.PhoneNumberId}/link/{end.Ending}"),
        PlatformInput.Reregister again => Post(
            $"phones/{again.PhoneNumberId}/link/reregister", new JsonObject { ["reconnect"] = again.Reconnect }),
        PlatformInput.KeepMedia keep => new(HttpMethod.Post, "/_emulator/media", File(keep.Media)),
        PlatformInput.AddFault fault => Post("faults", Setup(fault.Fault)),
        _ => null,
    };

    private static ControlCall Post(string path, JsonObject? body = null) =>
        new(HttpMethod.Post, $"/_emulator/{path}", body is null ? null : Json(body));

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private static ByteArrayContent File(UploadedMedia media) => new(new byte[media.Size])
    {
        Headers = { ContentType = new MediaTypeHeaderValue(media.MimeType) },
    };

    private static JsonObject Addressed(ReadOnlyMemory<byte> body, string to, string? device = null)
    {
        var addressed = JsonNode.Parse(body.Span)!.AsObject();
        addressed["to"] = to;
        if (device is not null)
            addressed["device"] = device;
        return addressed;
    }

    private static JsonObject Setup(object setup)
    {
        var all = JsonSerializer.SerializeToNode(setup, setup.GetType(), JsonCalls.SnakeCase)!.AsObject();
        foreach (var (name, _) in all.Where(member => member.Value is null).ToList())
            all.Remove(name);
        return all;
    }

    private static JsonObject Setup(Platform.Network.FaultSetup fault)
    {
        var body = new JsonObject
        {
            ["kind"] = fault.Kind,
            ["probability"] = fault.Probability,
            ["phone_number_id"] = fault.PhoneNumberId,
        };
        if (fault.Duration is { } lasts)
            body["duration"] = lasts.TotalSeconds;
        if (fault.Delay is { } delay)
            body["delay"] = new JsonObject { ["min"] = delay.Min.TotalSeconds, ["max"] = delay.Max.TotalSeconds };
        if (fault.Code is { } code)
            body["code"] = code;
        return body;
    }
}

/// <summary>A call of the control API.</summary>
internal sealed record ControlCall(HttpMethod Method, string Path, HttpContent? Content);
