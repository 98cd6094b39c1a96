using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>Every route there is, against everybody who may come. A new route without a line here fails.</summary>
public sealed class RouteMatrixTests
{
    private const string OtherNumber = "999000111222333";

    /// <summary>What each route asks of who comes: nothing, a key, a scope, to be the owner, or a cookie.</summary>
    private static readonly Dictionary<string, string> Needs = new()
    {
        ["GET /webhooks/whatsapp"] = "Meta's own proof",
        ["POST /webhooks/whatsapp"] = "Meta's own proof",
        ["GET /healthz"] = "nothing",
        ["GET /readyz"] = "nothing",
        ["GET /signin"] = "nothing",
        ["POST /signin"] = "nothing",
        ["POST /signout"] = "nothing",
        ["GET /openapi/{documentName}.json"] = "any key",
        ["GET /docs/{documentName?}"] = "any key",
        ["GET /docs/scalar.aspnetcore.js"] = "nothing", // the viewer's own files say nothing of this hub
        ["GET /docs/scalar.js"] = "nothing",
        ["GET /docs/favicon.svg"] = "nothing",
        ["GET /v1/{**rest}"] = "nothing",
        ["GET /v1/numbers"] = "read",
        ["POST /v1/numbers"] = "owner",
        ["GET /v1/numbers/{phone_number_id}"] = "read",
        ["GET /v1/numbers/{phone_number_id}/ledger"] = "read",
        ["GET /v1/numbers/{phone_number_id}/health"] = "read",
        ["GET /v1/numbers/{phone_number_id}/pace"] = "read",
        ["GET /v1/numbers/{phone_number_id}/rules"] = "read",
        ["GET /v1/numbers/{phone_number_id}/collisions"] = "read",
        ["PATCH /v1/numbers/{phone_number_id}/rules"] = "manage",
        ["POST /v1/messages/{id}/automatic"] = "send",
        ["POST /v1/numbers/{phone_number_id}/sync"] = "manage",
        ["POST /v1/numbers/{phone_number_id}/link/ask"] = "manage",
        ["GET /v1/numbers/{phone_number_id}/conversations"] = "read",
        ["GET /v1/numbers/{phone_number_id}/queue"] = "read",
        ["GET /v1/numbers/{phone_number_id}/outbox/{id}"] = "read",
        ["POST /v1/numbers/{phone_number_id}/outbox/{id}/settle"] = "send",
        ["POST /v1/check"] = "send",
        ["POST /v1/numbers/{phone_number_id}/messages"] = "send",
        ["GET /v1/conversations/{id}"] = "read",
        ["GET /v1/conversations/{id}/messages"] = "read",
        ["POST /v1/conversations/{id}/takeover"] = "send",
        ["POST /v1/conversations/{id}/handback"] = "send",
        ["POST /v1/conversations/{id}/read"] = "send",
        ["POST /v1/conversations/{id}/split"] = "send",
        ["POST /v1/conversations/{id}/merge"] = "send",
        ["GET /v1/messages/{id}"] = "read",
        ["GET /v1/messages/{id}/life"] = "read",
        ["GET /v1/messages/{id}/media"] = "read",
        ["POST /v1/messages/{id}/media/fetch"] = "send",
        ["GET /pictures/{id}"] = "read",
        ["GET /v1/numbers/{phone_number_id}/private"] = "manage",
        ["PUT /v1/numbers/{phone_number_id}/private"] = "manage",
        ["POST /v1/conversations/{id}/private"] = "manage",
        ["GET /v1/numbers/{phone_number_id}/gaps"] = "read",
        ["GET /v1/numbers/{phone_number_id}/blind-spots"] = "read",
        ["GET /v1/alarms"] = "read",
        ["GET /v1/gaps/{id}"] = "read",
        ["POST /v1/gaps/{id}/close"] = "send",
        ["POST /v1/numbers/{phone_number_id}/gaps/close"] = "send",
        ["GET /v1/received"] = "read",
        ["POST /v1/received/{id}/items/{index}/retry"] = "manage",
        ["GET /v1/events"] = "read",
        ["GET /v1/keys"] = "manage",
        ["POST /v1/keys"] = "manage",
        ["DELETE /v1/keys/{id}"] = "manage",
        ["GET /v1/endpoints"] = "manage",
        ["POST /v1/endpoints"] = "manage",
        ["DELETE /v1/endpoints/{id}"] = "manage",
        [@"GET /{version:regex(^v\d{{1,3}}\.\d{{1,3}}$)}/{**path}"] = "graph",
        [@"GET /{node:regex(^\d+$)}/{**path}"] = "graph",
        ["GET /{node:regex(^upload:)}/{**path}"] = "graph",
        ["GET /media/{phone_number_id}/{media_id}"] = "graph",
        ["POST /"] = "refused to everybody",
    };

    [Fact]
    public async Task Nobody_gets_further_than_the_matrix_says()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.PostAsync(Sample.Message("wamid.M", "hello"));
        var conversations = await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}/conversations", list => list.GetProperty("data").GetArrayLength() == 1);
        var conversation = conversations.GetProperty("data")[0].GetProperty("id").GetString()!;
        await hub.RegisterAsync(OtherNumber, "777");
        using var stranger = hub.Client("tandem_not-a-key");
        using var foreigner = hub.Client(await hub.KeyAsync("agent", ["read", "send"], [OtherNumber]));
        var wrong = new List<string>();

        foreach (var route in Routes(hub))
        {
            if (!Needs.TryGetValue(route, out var need))
            {
                wrong.Add($"{route}: is not in the matrix");
                continue;
            }

            if (need is "Meta's own proof")
                continue;

            var address = Address(route, conversation);
            await CheckAsync(wrong, route, "anonymous", hub.Anybody, address, need == "nothing" ? Open : Unauthorized);
            await CheckAsync(wrong, route, "wrong key", stranger, address, need == "nothing" ? Open : Unauthorized);
            await CheckAsync(wrong, route, "another number's key", foreigner, address, need switch
            {
                "nothing" or "any key" => Open,
                "manage" or "owner" => Forbidden,
                _ => Closed(route),
            });
            await CheckAsync(
                wrong, route, "owner", hub.Owner, address, need == "refused to everybody" ? Forbidden : Open);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(Needs.Keys.Except(Routes(hub)));
    }

    private static readonly Func<int, bool> Open = status => status is not (401 or 403) && status < 500;
    private static readonly Func<int, bool> Unauthorized = status => status is 401;
    private static readonly Func<int, bool> Forbidden = status => status is 403;

    // A path that names something of another number looks as if there were no such thing.
    private static Func<int, bool> Closed(string route) =>
        route == "POST /v1/check" ? status => status is 200 // without a number it is about the key's own
        : route.StartsWith("POST /v1/", StringComparison.Ordinal) || route.Contains("/v1/") && route.Contains("id}")
            ? status => status is 404
            : route.Contains("/v1/") ? status => status is 200 or 400 : status => status is 400 or 403 or 404;

    private static IEnumerable<string> Routes(TestHub hub) =>
    [
        .. from endpoint in hub.Host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints
           let route = (RouteEndpoint)endpoint
           let path = "/" + route.RoutePattern.RawText!.TrimStart('/')
           where !path.StartsWith("/_", StringComparison.Ordinal) && !IsPage(route)
           from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           where method != "HEAD"
           select $"{method} {path}",
    ];

    // The console's pages ask for a cookie and have a test of their own.
    private static bool IsPage(RouteEndpoint route) =>
        route.Metadata.Any(item => item.GetType().Name is "ComponentTypeMetadata" or "StaticAssetDescriptor");

    private static string Address(string route, string conversation)
    {
        var address = route[(route.IndexOf(' ') + 1)..]
            .Replace(@"{version:regex(^v\d{{1,3}}\.\d{{1,3}}$)}", "v25.0")
            .Replace(@"{node:regex(^\d+$)}", TestHub.NumberId)
            .Replace("{node:regex(^upload:)}", "upload:abc")
            .Replace("{documentName}", "v1").Replace("{documentName?}", "v1")
            .Replace("{phone_number_id}", TestHub.NumberId)
            .Replace("{media_id}", "123")
            .Replace("{**rest}", "nothing");
        address = address.Replace("{**path}", address.StartsWith("/v25.0") ? TestHub.NumberId : "");
        return address.Replace("{id}", conversation);
    }

    private static async Task CheckAsync(
        List<string> wrong, string route, string who, HttpClient client, string address, Func<int, bool> isRight)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route[..route.IndexOf(' ')]), address);
        if (request.Method.Method is "POST" or "PUT" or "PATCH")
            request.Content = new StringContent("""{"to":"1"}""", Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!isRight((int)answer.StatusCode))
            wrong.Add($"{route} by {who}: {(int)answer.StatusCode}");
    }
}
