using System.Text.RegularExpressions;
using Tandem.Platform.Accounts;
using Tandem.Platform.Network;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Graph;

/// <summary>
/// Answers Graph calls. Unversioned paths, trailing slashes and tokens in header, query or form all work, because real
/// clients use them.
/// </summary>
internal sealed partial class GraphDesk(
    World world,
    GraphAnswers answers,
    Challenges challenges,
    MessagesEdge messages,
    TemplatesEdge templates,
    NumberNode numbers,
    OAuthEdge oauth)
{
    private readonly MediaEdge _media = new(world);
    private readonly AccountNode _account = new(world, challenges, templates);
    private readonly AppNode _app = new(world, challenges);
    private readonly BlockUsersEdge _blocking = new(world);

    public void Handle(PlatformInput.GraphRequested request)
    {
        var (version, segments, query) = Parts(request);
        var number = segments.Length > 0 ? world.Accounts.Number(segments[0]) : null;
        if (world.Strike(FaultKinds.GraphRequestLost, number) is not null)
        {
            answers.Give(request.RequestId, version, new Reply { Lost = true }, number);
            return;
        }

        var reply = world.Strike(FaultKinds.GraphError, number) is { } fault ? Refusal.ByFault(fault.Code)
            : GraphParameters.Read(request, query) is { } parameters
                ? Route(new(request, request.Method, version, segments, TokenOf(request, parameters), parameters))
            : Refusal.Parameter("Invalid parameter");
        if (reply is not null)
            answers.Give(request.RequestId, version, reply, number);
    }

    /// <summary>Null: the answer waits for a challenge.</summary>
    private Reply? Route(Call call)
    {
        if (call.Segments is ["whatsapp_business", "attachments"])
            return _media.Download(call);
        if (call.Segments is ["oauth", "access_token"])
            return oauth.Exchange(call);
        if (call.Token is null)
            return Refusal.NoToken;
        if (world.Accounts.Token(call.Token) is not { } token)
            return Refusal.UnknownToken;
        if (token.HasEnded(world.Now))
            return Refusal.ExpiredToken(token.EndsAt!.Value, world.Now);
        if (call.Segments.Length == 0)
            return Refusal.UnknownPath("/");
        if (call.Segments is ["debug_token"])
            return _app.DebugToken(call);
        var edge = call.Segments.Length > 1 ? call.Segments[1] : "";
        if (call.Segments.Length > 2)
            return Refusal.UnknownPath("/" + string.Join('/', call.Segments[1..]));
        if (world.Accounts.Number(call.Segments[0]) is { Link.IsKnownToGraph: true } number
            && call.Sees(number.Account))
            return OnNumber(call, number, edge);
        if (world.Accounts.Account(call.Segments[0]) is { } account && call.Sees(account))
            return Counted(account, () => _account.Handle(call, account, edge));
        if (world.Accounts.App(call.Segments[0] == "app" ? AppIdOf(call) : call.Segments[0]) is { } app)
            return _app.Handle(call, app, edge);
        if (edge.Length == 0 && world.Media.Find(call.Segments[0], world.Now) is { } item)
            return _media.OnItem(call, item);
        return edge.Length == 0 ? OnTemplate(call) : call.UnknownObject();
    }

    /// <summary>A template by its id. The samples have the same ids in every account; the token tells which.</summary>
    private Reply? OnTemplate(Call call)
    {
        foreach (var account in world.Accounts.All)
        {
            if (call.Sees(account) && account.Templates.Find(call.Segments[0]) is { } template)
                return Counted(account, () => templates.OnTemplate(call, account, template));
        }

        return call.UnknownObject();
    }

    /// <summary>Takes a call out of the account's quota; answers tell how much of it is used.</summary>
    private Reply? Counted(Account account, Func<Reply?> answer)
    {
        var most = account.Numbers.Count > 0
            ? world.Options.ManagementCallsPerHour
            : world.Options.ManagementCallsPerHourWithoutNumbers;
        if (most is not { } calls)
            return answer();
        var reply = account.Calls.TryTake(world.Now, calls) ? answer() : Refusal.QuotaUsedUp;
        var isUsedUp = reply?.Refusal == Refusal.QuotaUsedUp;
        return reply is null ? null : reply with
        {
            Usage = new(
                account.WabaId,
                isUsedUp ? 100 : (int)(100L * account.Calls.Used / calls),
                isUsedUp ? account.Calls.MinutesLeft(world.Now) : 0),
        };
    }

    private Reply? OnNumber(Call call, BusinessNumber number, string edge) => edge switch
    {
        "messages" or "marketing_messages" when call.Is("POST") => messages.Post(call, number),
        "media" when call.Is("POST") => _media.Upload(call, number),
        "block_users" => Counted(number.Account, () => _blocking.Handle(call, number)),
        _ => Counted(number.Account, () => numbers.Handle(call, number, edge)),
    };

    private string AppIdOf(Call call) =>
        world.Accounts.All.Find(account => call.Sees(account))?.App.Id ?? call.Segments[0];

    private (string Version, string[] Segments, string Query) Parts(PlatformInput.GraphRequested request)
    {
        var mark = request.Path.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? request.Path : request.Path[..mark];
        var query = mark < 0 ? request.Query : request.Path[(mark + 1)..] + "&" + request.Query;
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < segments.Length; i++)
            segments[i] = Uri.UnescapeDataString(segments[i]);
        return segments.Length > 0 && VersionForm().IsMatch(segments[0])
            ? (segments[0], segments[1..], query)
            : (world.Options.GraphVersion, segments, query);
    }

    private static string? TokenOf(PlatformInput.GraphRequested request, GraphParameters parameters)
    {
        foreach (var field in request.Headers)
        {
            if (!string.Equals(field.Name, "Authorization", StringComparison.OrdinalIgnoreCase))
                continue;
            var space = field.Value.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && field.Value[..space].ToUpperInvariant() is "BEARER" or "OAUTH")
                return field.Value[(space + 1)..].Trim();
        }

        return parameters.Text("access_token") is { Length: > 0 } token ? token : null;
    }

    [GeneratedRegex(@"^v\d{1,3}(\.\d{1,2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex VersionForm();
}
