using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Platform.Tests;

/// <summary>A platform in virtual time with an endpoint whose answers the test chooses.</summary>
internal sealed class Stage
{
    public const string Token = "EAAG-test-token";
    public const string Secret = "app-secret";
    public const string NumberId = "106540352242922";
    public const string WabaId = "102290129340398";
    public const string Url = "https://hub.example/webhooks/whatsapp";
    public const string Anna = "16505551234";
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private long _lastId;

    public Stage(Func<PlatformOptions, PlatformOptions>? change = null)
    {
        var options = new PlatformOptions
        {
            Seed = 7,
            Accounts = [AccountSetup.LuckyShrub(Token, Secret) with { CallbackUrl = Url, VerifyToken = "verify" }],
        };
        Mind = new(change?.Invoke(options) ?? options);
    }

    public PlatformMind Mind { get; }

    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>What the endpoint answers; null: nothing.</summary>
    public Func<PlatformOutput.WebhookPosted, int?> Endpoint { get; set; } = _ => 200;

    public List<PlatformOutput> Outputs { get; } = [];

    public List<(DateTimeOffset At, PlatformOutput.WebhookPosted Post)> Posts { get; } = [];

    public IEnumerable<LedgerLine> Ledger =>
        Outputs.OfType<PlatformOutput.LedgerWritten>().Select(output => output.Line);

    public List<PlatformOutput> Do(PlatformInput input)
    {
        var outputs = Mind.Step(input, Now).ToList();
        Outputs.AddRange(outputs);
        foreach (var post in outputs.OfType<PlatformOutput.WebhookPosted>())
        {
            Posts.Add((Now, post));
            if (Endpoint(post) is { } status)
                Do(new PlatformInput.WebhookAnswered(post.DeliveryId, post.Attempt, status));
        }

        return outputs;
    }

    /// <summary>Lets time run, stopping wherever something is due.</summary>
    public void Run(TimeSpan duration)
    {
        var end = Now + duration;
        while (Mind.NextDue is { } next && next <= end)
        {
            Now = next > Now ? next : Now;
            Do(new PlatformInput.TimePassed());
        }

        Now = end;
        Do(new PlatformInput.TimePassed());
    }

    public PlatformOutput.ActSettled CustomerSays(string body, string customer = Anna) =>
        Do(new PlatformInput.CustomerSays(++_lastId, customer, NumberId, Encoding.UTF8.GetBytes(body)))
            .OfType<PlatformOutput.ActSettled>().Single();

    public PlatformOutput.ActSettled OwnerSays(string body, string customer = Anna) =>
        Do(new PlatformInput.OwnerSays(++_lastId, NumberId, customer, Encoding.UTF8.GetBytes(body)))
            .OfType<PlatformOutput.ActSettled>().Single();

    /// <summary>Lets somebody act; gives back how it ended.</summary>
    public PlatformOutput.ActSettled Act(Func<long, PlatformInput> act) =>
        Do(act(++_lastId)).OfType<PlatformOutput.ActSettled>().Single();

    /// <summary>Changes the owner's phone.</summary>
    public void Phone(PhoneSetup setup) =>
        Assert.Null(Act(id => new PlatformInput.SetPhone(id, NumberId, setup)).Refusal);

    /// <summary>Lets something go wrong from now on.</summary>
    public void Fault(string kind, TimeSpan? duration = null, int? code = null, Latency? delay = null) =>
        Assert.Null(Act(id => new PlatformInput.AddFault(
            id, new() { Kind = kind, Duration = duration, Code = code, Delay = delay })).Refusal);

    public IReadOnlyList<ChatLine> On(Screen screen, string customer = Anna) =>
        Mind.Chat(screen, NumberId, customer) ?? [];

    public Answer Graph(
        string method, string path, string? body = null, string? token = Token, UploadedMedia? media = null,
        string contentType = "application/json", params HttpField[] headers)
    {
        var id = ++_lastId;
        List<HttpField> all = [.. headers];
        if (token is not null)
            all.Add(new("Authorization", "Bearer " + token));
        var outputs = Do(new PlatformInput.GraphRequested(
            id, method, path, "", all, Encoding.UTF8.GetBytes(body ?? ""), contentType, media));
        return new(outputs.OfType<PlatformOutput.GraphAnswered>().Single(answer => answer.RequestId == id));
    }

    public Answer Send(string body) => Graph("POST", $"/v25.0/{NumberId}/messages", body);

    /// <summary>Sends to Anna; the body's other members are given as an object.</summary>
    public Answer SendRest(string json) =>
        Send("{\"messaging_product\":\"whatsapp\",\"to\":\"" + Anna + "\"," + json[1..]);

    public Answer SendText(string text, string to = Anna) => Send(
        $$$"""{"messaging_product":"whatsapp","to":"{{{to}}}","text":{"body":"{{{text}}}"}}""");

    /// <summary>Every <c>value</c> of the field posted so far.</summary>
    public List<JsonObject> Values(string field) =>
    [
        .. Posts.SelectMany(post => JsonNode.Parse(post.Post.Body.Span)!["entry"]!.AsArray())
            .SelectMany(entry => entry!["changes"]!.AsArray())
            .Where(change => (string?)change!["field"] == field)
            .Select(change => change!["value"]!.AsObject()),
    ];

    public List<JsonNode> Items(string field, string list) =>
        [.. Values(field).SelectMany(value => value[list]?.AsArray() ?? []).Select(item => item!)];

    public List<string> StatusesOf(string wamid) =>
    [
        .. Items("messages", "statuses").Where(item => (string?)item["id"] == wamid)
            .Select(item => (string)item["status"]!),
    ];
}

/// <summary>A Graph answer to look into.</summary>
internal sealed class Answer(PlatformOutput.GraphAnswered answered)
{
    public int Status => answered.Status;

    public PlatformOutput.GraphAnswered Raw => answered;

    public JsonNode Json => JsonNode.Parse(answered.Body.Span)!;

    public string Wamid => (string)Json["messages"]![0]!["id"]!;

    public int Code => (int)Json["error"]!["code"]!;

    public string Text => Encoding.UTF8.GetString(answered.Body.Span);

    public string? Header(string name) =>
        answered.Headers.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public override string ToString() => $"{Status} {JsonSerializer.Serialize(Text)}";
}
