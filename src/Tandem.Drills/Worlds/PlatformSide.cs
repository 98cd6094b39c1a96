using System.Globalization;
using System.Text;
using Tandem.CloudApi.Graph;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>
/// The body of the simulated platform: gives its mind time and inputs, and carries out what it wants.
/// </summary>
internal sealed class PlatformSide
{
    private readonly World _world;
    private readonly Dictionary<long, Action<PlatformOutput.ActSettled>> _acts = [];
    private long _lastId;
    private DateTimeOffset? _armedFor;

    public PlatformSide(World world)
    {
        _world = world;
        Mind = new PlatformMind(world.Plan.Platform);
    }

    public PlatformMind Mind { get; }

    /// <summary>What truly happened.</summary>
    public List<LedgerLine> Ledger { get; } = [];

    /// <summary>A customer does something; <paramref name="then"/> gets the wamid, or null if it was refused.</summary>
    public void CustomerSays(string customer, string number, string body, Action<string?>? then = null) =>
        Act(id => new PlatformInput.CustomerSays(id, customer, number, Encoding.UTF8.GetBytes(body)),
            settled => then?.Invoke(settled.Refusal is null ? settled.Id : null));

    /// <summary>The owner does something on the phone.</summary>
    public void OwnerSays(string customer, string number, string body, Action<string?>? then = null) =>
        Act(id => new PlatformInput.OwnerSays(id, number, customer, Encoding.UTF8.GetBytes(body)),
            settled => then?.Invoke(settled.Refusal is null ? settled.Id : null));

    /// <summary>Any other act.</summary>
    public void Act(Func<long, PlatformInput> compose, Action<PlatformOutput.ActSettled>? then = null)
    {
        var id = ++_lastId;
        if (then is not null)
            _acts[id] = then;
        Step(compose(id));
    }

    /// <summary>A Graph call arrives.</summary>
    /// <returns>The answer, when it leaves, and the call's id.</returns>
    public (GraphAnswer Answer, DateTimeOffset DueAt, long RequestId) Take(GraphCall call, string token)
    {
        var id = ++_lastId;
        List<HttpField> headers = [new("Authorization", "Bearer " + token)];
        headers.AddRange(call.Headers.Select(header => new HttpField(header.Key, header.Value)));
        _world.Witness.Arrives(id, call.Body);
        var answered = Step(new PlatformInput.GraphRequested(
                id, call.Method, call.Path, QueryOf(call), headers, call.Body, call.ContentType))
            .OfType<PlatformOutput.GraphAnswered>().Single(answer => answer.RequestId == id);
        var answer = new GraphAnswer(
            answered.Status,
            [.. answered.Headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
            answered.MediaKey is { } file ? Encoding.UTF8.GetBytes(file) : answered.Body); // a file is its own name
        return (answer, answered.DueAt, id);
    }

    private static string QueryOf(GraphCall call) => call.Query.Count == 0 ? "" : "?" + string.Join('&',
        call.Query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    /// <summary>Tells the mind whether an answer reached its caller.</summary>
    public void Settle(long requestId, bool reached) =>
        Step(new PlatformInput.GraphAnswerSettled(requestId, reached));

    /// <summary>What the hub answered to a webhook; null: nothing.</summary>
    public void WebhookAnswered(long deliveryId, int attempt, int? status) =>
        Step(new PlatformInput.WebhookAnswered(deliveryId, attempt, status));

    private IReadOnlyList<PlatformOutput> Step(PlatformInput input)
    {
        var outputs = Mind.Step(input, _world.Time.Now);
        foreach (var output in outputs)
            Carry(output);
        Arm();
        return outputs;
    }

    private void Carry(PlatformOutput output)
    {
        switch (output)
        {
            case PlatformOutput.LedgerWritten written:
                Ledger.Add(written.Line);
                _world.Trace.Note("truth", Describe(written.Line));
                break;
            case PlatformOutput.WebhookPosted post:
                WebhookLine.Carry(_world, post);
                break;
            case PlatformOutput.ActSettled settled:
                if (_acts.Remove(settled.ActId, out var then))
                    then(settled);
                break;
        }
    }

    // One timer for the earliest due time; an earlier one is armed beside it, a stale one finds nothing due.
    private void Arm()
    {
        if (Mind.NextDue is not { } due || _armedFor <= due)
            return;

        _armedFor = due;
        _world.Time.After(due - _world.Time.Now, () =>
        {
            if (_armedFor == due)
                _armedFor = null;
            if (Mind.NextDue <= _world.Time.Now)
                Step(new PlatformInput.TimePassed());
            else
                Arm();
        });
    }

    private static string Describe(LedgerLine line)
    {
        var evidence = line.Evidence;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{line.Kind} {line.Customer} {line.Wamid} {evidence.Type} {evidence.Status} {evidence.Mark} "
            + $"{evidence.OriginalWamid} {evidence.DeliveryId}/{evidence.Attempt} {evidence.Code} {evidence.Reason}");
    }
}
