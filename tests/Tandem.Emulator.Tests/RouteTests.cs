using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using static Tandem.Emulator.Tests.Stage;

namespace Tandem.Emulator.Tests;

/// <summary>Every route of the contract does what its line here says; a route without a line fails.</summary>
public sealed class RouteTests : IAsyncLifetime
{
    private const string Waba = "102290129340398";

    /// <summary>Routes that other tests go through, because they stream, move time or need another world.</summary>
    private static readonly string[] Elsewhere =
    [
        "GET /_emulator/events",
        "POST /_emulator/customers/{customer}/number",
        "POST /_emulator/phones/{number}/link/confirm",
        "POST /_emulator/phones/{number}/link/enforcement",
        "GET /_emulator/accounts/{waba_id}/templates",
        "POST /_emulator/accounts/{waba_id}/templates/{template_id}/review",
        "PATCH /_emulator/accounts/{waba_id}",
        "POST /_emulator/accounts/{waba_id}/token",
        "POST /_emulator/accounts/{waba_id}/violations",
        "POST /_emulator/accounts/{waba_id}/reinstate",
        "POST /_emulator/numbers/{number}/maintenance",
    ];

    /// <summary>Method and route, what its parts are, body, expected status; in the order they are called.</summary>
    private static readonly (string Route, string Parts, string? Body, int Status)[] Calls =
    [
        ("GET /_emulator/accounts", "", null, 200),
        ("POST /_emulator/accounts", "", """
            {"app_id":"7","app_secret":"s","waba_id":"8","access_token":"t","numbers":[]}
            """, 201),
        ("POST /_emulator/accounts/{waba_id}/numbers", "waba_id=8", """
            {"phone_number_id":"9","display_phone_number":"+44 20 7946 0000","verified_name":"Two","link":"app_only"}
            """, 201),
        ("PUT /_emulator/accounts/{waba_id}/webhook", $"waba_id={Waba}", """
            {"callback_url":"ENDPOINT","verify_token":"verify me"}
            """, 200),
        ("PUT /_emulator/customers/{customer}", "customer=anna", """{"name":"Anna","companion":"windows"}""", 200),
        ("GET /_emulator/customers", "", null, 200),
        ("POST /_emulator/customers/{customer}/messages", "customer=anna", """
            {"to":"106540352242922","text":{"body":"Hello"}}
            """, 201),
        ("GET /_emulator/customers/{customer}/chats/{number}", $"customer=anna&number={NumberId}", null, 200),
        ("POST /_emulator/customers/{customer}/chats/{number}/read", $"customer=anna&number={NumberId}", null, 204),
        ("POST /_emulator/customers/{customer}/chats/{number}/block", $"customer=anna&number={NumberId}", null, 204),
        ("POST /_emulator/customers/{customer}/chats/{number}/unblock", $"customer=anna&number={NumberId}", null, 204),
        ("POST /_emulator/customers/{customer}/chats/{number}/report", $"customer=anna&number={NumberId}", null, 204),
        ("POST /_emulator/customers/{customer}/chats/{number}/preferences", $"customer=anna&number={NumberId}", """
            {"marketing":false}
            """, 204),
        ("POST /_emulator/media", "", "a file", 201),
        ("GET /_emulator/phones/{number}", "number=15550783881", null, 200),
        ("PATCH /_emulator/phones/{number}", $"number={NumberId}", """{"battery":50,"charging":false}""", 200),
        ("POST /_emulator/phones/{number}/companions", $"number={NumberId}", """{"kind":"web"}""", 201),
        ("PATCH /_emulator/phones/{number}/companions/{id}", $"number={NumberId}&id=web-1", """
            {"online":false}
            """, 204),
        ("POST /_emulator/phones/{number}/messages", $"number={NumberId}", """
            {"to":"anna","device":"web-1","text":{"body":"Hello"}}
            """, 201),
        ("DELETE /_emulator/phones/{number}/companions/{id}", $"number={NumberId}&id=web-1", null, 204),
        ("GET /_emulator/phones/{number}/chats", $"number={NumberId}", null, 200),
        ("GET /_emulator/phones/{number}/chats/{customer}", $"number={NumberId}&customer=anna", null, 200),
        ("POST /_emulator/phones/{number}/chats/{customer}/read", $"number={NumberId}&customer=anna", null, 204),
        ("POST /_emulator/phones/{number}/chats/{customer}/block", $"number={NumberId}&customer=anna", null, 204),
        ("POST /_emulator/phones/{number}/chats/{customer}/unblock", $"number={NumberId}&customer=anna", null, 204),
        ("PUT /_emulator/phones/{number}/automation", $"number={NumberId}", """{"greeting":"Welcome!"}""", 200),
        ("POST /_emulator/phones/{number}/uses", $"number={NumberId}", """{"feature":"status"}""", 204),
        ("PUT /_emulator/phones/{number}/contacts/{customer}", $"number={NumberId}&customer=anna", """
            {"full_name":"Anna Nowak"}
            """, 200),
        ("GET /_emulator/phones/{number}/contacts", $"number={NumberId}", null, 200),
        ("DELETE /_emulator/phones/{number}/contacts/{customer}", $"number={NumberId}&customer=anna", null, 204),
        ("GET /_emulator/numbers", "", null, 200),
        ("GET /_emulator/numbers/{number}", "number=9", null, 200),
        ("POST /_emulator/phones/{number}/history", "number=9", """
            {"customers":2,"messages_each":2,"days":2}
            """, 204),
        ("POST /_emulator/signups", "", """{"waba_id":"8","app_id":"7","number":"9"}""", 201),
        ("GET /_emulator/signups/{id}", "id=1", null, 200),
        ("POST /_emulator/phones/{number}/link/decline", "number=9", """{"signup":"1"}""", 200),
        ("POST /_emulator/phones/{number}/link/reregister", "number=9", null, 200),
        ("POST /_emulator/phones/{number}/link/disconnect", $"number={NumberId}", null, 200),
        ("POST /_emulator/phones/{number}/link/change_number", $"number={NumberId}", """
            {"to":"+1 555-078-3999"}
            """, 200),
        ("POST /_emulator/phones/{number}/link/downgrade", $"number={NumberId}", null, 200),
        ("POST /_emulator/phones/{number}/link/delete_account", "number=9", null, 200),
        ("GET /_emulator/profile", "", null, 200),
        ("PUT /_emulator/profile", "", """{"profile":"field"}""", 200),
        ("GET /_emulator/switches", "", null, 200),
        ("PATCH /_emulator/switches", "", """{"read_chance":0}""", 200),
        ("GET /_emulator/features", "", null, 200),
        ("GET /_emulator/countries", "", null, 200),
        ("GET /_emulator/faults/kinds", "", null, 200),
        ("POST /_emulator/faults", "", """{"kind":"echo_lost"}""", 201),
        ("GET /_emulator/faults", "", null, 200),
        ("DELETE /_emulator/faults/{id}", "id=1", null, 204),
        ("DELETE /_emulator/faults", "", null, 204),
        ("GET /_emulator/ledger", "", null, 200),
        ("GET /_emulator/deliveries", "", null, 200),
        ("POST /_emulator/wait", "", """{"for":{"kind":"webhook_delivered"},"timeout":20}""", 200),
        ("GET /_emulator/deliveries/{id}", "id=1", null, 200),
        ("POST /_emulator/snapshots", "", """{"name":"here"}""", 201),
        ("GET /_emulator/snapshots", "", null, 200),
        ("POST /_emulator/snapshots/{name}/restore", "name=here", null, 200),
        ("DELETE /_emulator/snapshots/{name}", "name=here", null, 204),
        ("GET /_emulator/clock", "", null, 200),
        ("PUT /_emulator/clock", "", """{"mode":"virtual"}""", 200),
        ("POST /_emulator/clock/advance", "", """{"by":60}""", 200),
        ("GET /_emulator/seed", "", null, 200),
        ("POST /_emulator/reset", "", """{"seed":"18446744073709551615"}""", 200),
    ];

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Every_route_answers_as_the_contract_says()
    {
        foreach (var (route, parts, body, status) in Calls)
        {
            var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
            foreach (var part in parts.Split('&', StringSplitOptions.RemoveEmptyEntries))
                path = path.Replace("{" + part.Split('=')[0] + "}", part.Split('=')[1], StringComparison.Ordinal);
            var answer = await _stage.AskAsync(new(method), path, body is null
                ? null
                : new StringContent(
                    body.Replace("ENDPOINT", _stage.Endpoint.Url, StringComparison.Ordinal),
                    new MediaTypeHeaderValue(body[0] == '{' ? "application/json" : "text/plain")));

            Assert.True(status == (int)answer.Status, $"{route}: {(int)answer.Status} {answer.Text}");
            Assert.Equal(status == 204, answer.Bytes.Length == 0);
        }
    }

    [Fact]
    public async Task Every_route_of_the_contract_is_called_and_has_a_summary()
    {
        var contract = JsonSerializer.Deserialize<JsonElement>((await _stage.GetAsync("/openapi/v1.json")).Bytes);
        var operations = contract.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()
                .Select(operation => (Route: $"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value)))
            .ToList();

        Assert.Equal(
            operations.Select(operation => operation.Route).Order(),
            Calls.Select(call => call.Route).Concat(Elsewhere).Distinct().Order());
        Assert.All(operations, operation => Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!));
        Assert.All(operations, operation => Assert.All(
            operation.Value.GetProperty("responses").EnumerateObject().Where(answer => answer.Name is "200" or "201"),
            answer => Assert.True(answer.Value.TryGetProperty("content", out _), operation.Route)));
    }

    [Fact]
    public async Task The_contract_writes_durations_as_seconds()
    {
        var schemas = (await _stage.GetAsync("/openapi/v1.json")).Json["components"]!["schemas"]!;

        var fault = schemas["FaultBody"]!["properties"]!;
        Assert.Contains("number", fault["duration"]!["type"]!.ToJsonString());
        Assert.Equal("number", (string?)schemas["Latency"]!["properties"]!["min"]!["type"]);
        Assert.Equal(
            ["documented", "field"], schemas["PlatformProfile"]!["enum"]!.AsArray().Select(name => (string)name!));
    }

    [Fact]
    public async Task A_path_or_a_method_or_a_parameter_that_is_wrong_is_told_so()
    {
        var wrongType = await _stage.GetAsync("/_emulator/ledger?limit=many");
        Assert.Equal((HttpStatusCode.BadRequest, "query"), (wrongType.Status, (string?)wrongType.Json["field"]));
        var unknown = await _stage.GetAsync("/_emulator/legder");
        Assert.Equal((HttpStatusCode.NotFound, "path"), (unknown.Status, (string?)unknown.Json["field"]));
        var method = await _stage.DeleteAsync("/_emulator/clock");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, method.Status);
        Assert.Equal("this path takes GET, PUT", (string?)method.Json["rule"]);
        var form = await _stage.AskAsync(HttpMethod.Post, "/_emulator/faults", new StringContent("{}"));
        Assert.Equal(
            (HttpStatusCode.UnsupportedMediaType, "Content-Type"), (form.Status, (string?)form.Json["field"]));
        var state = await _stage.GetAsync("/_emulator/deliveries?state=gone");
        Assert.Equal((HttpStatusCode.BadRequest, "state"), (state.Status, (string?)state.Json["field"]));
        var missing = await _stage.GetAsync("/_emulator/deliveries/9999");
        Assert.Equal((HttpStatusCode.NotFound, "id"), (missing.Status, (string?)missing.Json["field"]));
    }
}
