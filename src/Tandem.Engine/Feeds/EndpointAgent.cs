using System.Text.Json;
using Tandem.Engine.Agents;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Feeds;

/// <summary>Tells one outgoing webhook endpoint what the feed says, in order within each conversation.</summary>
/// <remarks>
/// The feed is taken over into rows of the endpoint's own, so that one failing conversation holds up no other and a
/// restart forgets nothing. Only HTTP 200 counts; at least once, never out of order within a conversation.
/// </remarks>
public sealed class EndpointAgent(string endpointId, AgentPorts ports) : IAgent
{
    private const int MostRead = 200;
    private const int MostQueued = 2_000;
    private const int MostInFlight = 16;
    private const int MostPerPost = 50;

    private readonly Owner _owner = Owner.Endpoint(endpointId);
    private readonly Seclusion _seclusion = new(ports.Book, ports.Registry);
    private readonly Lock _gate = new();
    private readonly List<(IReadOnlyList<ForwardRow> Told, int? Status)> _answers = [];
    private readonly ForwardQueues _queues = new(ports.Book);
    private OwnerLease? _lease;
    private EndpointState _state = new(Cursor: null, NextSeq: 1);

    /// <inheritdoc/>
    public async Task<TurnResult> TurnAsync(CancellationToken ct)
    {
        var endpoint = (await ports.Registry.EndpointsAsync(ct)).FirstOrDefault(e => e.Id == endpointId);
        var key = (await ports.Registry.KeysAsync(ct)).FirstOrDefault(k => k.Id == endpoint?.KeyId);
        if (endpoint is null || key is null or { RevokedAt: not null })
            return new TurnResult(HasMore: false, WakeAt: null); // gone, or its key is revoked: nothing leaves

        try
        {
            if (_lease is null)
                await BeginAsync(endpoint, ct);
            return await TurnAsync(endpoint, new EndpointFilter(endpoint, key), ct);
        }
        catch
        {
            _lease = null;
            throw;
        }
    }

    private async Task BeginAsync(EndpointRegistration endpoint, CancellationToken ct)
    {
        var lease = await ports.Book.ClaimAsync(_owner, ct);
        _state = await ports.Book.ReadAsync([StateKey], ct) is [var row]
            ? JsonSerializer.Deserialize(row.Body.Span, AgentJson.Default.EndpointState)!
            : new EndpointState(endpoint.StartCursor, NextSeq: 1);
        _queues.Clear();
        var range = new RowRange(RowKinds.Forward, [endpointId], null, null, Descending: false, MostQueued + MostRead);
        foreach (var forward in await ports.Book.PageAsync(range, ct))
            _queues.Add(ForwardRow.Read(forward));
        await _queues.JoinAsync(ct);
        _lease = lease;
    }

    private async Task<TurnResult> TurnAsync(EndpointRegistration endpoint, EndpointFilter filter, CancellationToken ct)
    {
        var rows = new List<RowChange>();
        var now = ports.Clock.GetUtcNow();
        TakeAnswers(rows, now);
        var hasMore = await TakeFeedAsync(filter, rows, now, ct);
        if (rows.Count > 0)
            await ports.Book.CommitAsync(new Commit(_owner, _lease!.Epoch, rows, [], [], []), ct);
        return new TurnResult(hasMore, StartPosts(endpoint, now));
    }

    private void TakeAnswers(List<RowChange> rows, DateTimeOffset now)
    {
        List<(IReadOnlyList<ForwardRow> Told, int? Status)> answers;
        lock (_gate)
        {
            answers = [.. _answers];
            _answers.Clear();
        }

        foreach (var (told, status) in answers)
        {
            foreach (var row in told)
            {
                if (!_queues.Answer(row))
                    continue; // a new lease read the rows anew; what was told twice is the receiver's to recognise
                if (status == 200)
                {
                    rows.Add(row.Delete(endpointId));
                }
                else if (now - row.Since > EndpointBackoff.GivesUpAfter)
                {
                    rows.Add(row.WriteSetAside(endpointId));
                }
                else
                {
                    var later = row with
                    {
                        Attempts = row.Attempts + 1,
                        NotBefore = now + EndpointBackoff.After(row.Attempts + 1),
                    };
                    _queues.Add(later);
                    rows.Add(later.Write(endpointId));
                }
            }
        }
    }

    private async Task<bool> TakeFeedAsync(
        EndpointFilter filter, List<RowChange> rows, DateTimeOffset now, CancellationToken ct)
    {
        if (_queues.Count >= MostQueued)
            return false; // the endpoint is behind: the feed keeps the rest

        var items = await ports.Book.ReadFeedAsync(_state.Cursor, MostRead, ct);
        var hidden = await _seclusion.AmongAsync(items, ct);
        foreach (var item in items)
        {
            _state = _state with { Cursor = item.Cursor };
            if (filter.Wants(item.Entry) is not { } wanted || hidden.Contains(item.Cursor))
                continue;

            var queue = item.Entry.Conversation ?? $"{item.Entry.Number}/{wanted.Field}";
            var row = new ForwardRow(_state.NextSeq, queue, item.Entry.Number, wanted, now);
            _state = _state with { NextSeq = _state.NextSeq + 1 };
            _queues.Add(row);
            rows.Add(row.Write(endpointId));
        }

        if (items.Count > 0)
        {
            await _queues.JoinAsync(ct); // two conversations may have proved to be one
            var state = JsonSerializer.SerializeToUtf8Bytes(_state, AgentJson.Default.EndpointState);
            rows.Add(new RowChange(StateKey, null, 0, state));
        }

        return items.Count == MostRead;
    }

    private DateTimeOffset? StartPosts(EndpointRegistration endpoint, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        var idle = _queues.Idle();
        var inFlight = _queues.Queues - idle.Count;
        foreach (var waiting in idle)
        {
            if (waiting[0].NotBefore > now)
            {
                next = next is null || waiting[0].NotBefore < next ? waiting[0].NotBefore : next;
                continue;
            }

            if (inFlight++ >= MostInFlight)
                break; // an answer gives the next one its turn

            var told = waiting
                .TakeWhile(row => row.Item.Field == waiting[0].Item.Field && row.Item.List == waiting[0].Item.List)
                .Take(waiting[0].Item.List is null ? 1 : MostPerPost)
                .ToList();
            _queues.Send(told);
            _ = PostAsync(endpoint, told);
        }

        return next;
    }

    private async Task PostAsync(EndpointRegistration endpoint, IReadOnlyList<ForwardRow> told)
    {
        int? status;
        try
        {
            var shown = new List<ForwardRow>();
            foreach (var row in told)
            {
                if (!await _seclusion.IsHiddenAsync(row, CancellationToken.None))
                    shown.Add(row);
            }

            status = shown.Count == 0
                ? 200 // private since it was queued: nobody is told, and the row goes
                : await TellAsync(endpoint, shown);
        }
        catch (Exception)
        {
            status = null; // tried again later; after seven days it is set aside
        }

        lock (_gate)
            _answers.Add((told, status));
        ports.Wake(_owner);
    }

    private async Task<int?> TellAsync(EndpointRegistration endpoint, IReadOnlyList<ForwardRow> told)
    {
        var body = await ForwardBody.ComposeAsync(told, ports, CancellationToken.None);
        var secret = ports.Secrets.Unprotect(endpoint.ProtectedSecret);
        return await ports.Endpoints.PostAsync(
            endpoint.Url, ForwardBody.Headers(body, secret), body, CancellationToken.None);
    }

    private RowKey StateKey => new(RowKinds.EndpointState, endpointId);
}
