using Tandem.Emulator.Control;
using Tandem.Platform;

namespace Tandem.Emulator.Running;

// What the mind did goes where it belongs: to who waits for it, to endpoints, to the ledger, to open pages.
internal sealed partial class RunningWorld
{
    /// <summary>Webhooks that went to the emulator's own inbox, where nobody acts on them.</summary>
    private readonly HashSet<long> _toSelf = [];

    private void HandOut(IReadOnlyList<PlatformOutput> outputs)
    {
        SortedSet<long>? deliveries = null;
        foreach (var output in outputs)
        {
            Keep(output);
            switch (output)
            {
                case PlatformOutput.GraphAnswered answer:
                    if (_calls.Remove(answer.RequestId, out var call))
                        call.TrySetResult(new(answer, _era, _ends.Token));
                    break;
                case PlatformOutput.ActSettled settled:
                    if (_acts.Remove(settled.ActId, out var act))
                        act.TrySetResult(settled);
                    break;
                case PlatformOutput.WebhookPosted post:
                    (deliveries ??= []).Add(post.DeliveryId);
                    if (post.Url == Mind.Options.BaseUrl + InboxEndpoints.Path)
                        _toSelf.Add(post.DeliveryId);
                    PostLeaves(reply => _postman.DeliverAsync(
                        post, _clock.OnMachine(Mind.Options.WebhookTimeout), reply));
                    break;
                case PlatformOutput.ChallengePosed challenge:
                    PostLeaves(reply => _postman.ChallengeAsync(challenge, reply));
                    break;
                case PlatformOutput.LedgerWritten written:
                    if (written.Line.Evidence.DeliveryId is { } delivery)
                        (deliveries ??= []).Add(delivery);
                    GiveGrace(written.Line);
                    Tell(written.Line);
                    break;
                case PlatformOutput.ScreenChanged change when _feed.IsHeard(FeedKinds.Screen):
                    if (Mind.Line(change.Screen, change.Wamid) is { } line)
                        _feed.Publish(new FeedItem.Screen(
                            new(change.Screen, change.PhoneNumberId, change.Customer, line)));
                    break;
            }
        }

        if (deliveries is not null && _feed.IsHeard(FeedKinds.Delivery))
            Tell(deliveries);
    }

    private void Keep(PlatformOutput output)
    {
        if (output is PlatformOutput.LedgerWritten written)
            _ledger.Add(written.Line);
    }

    private void PostLeaves(Func<Action<PlatformInput?>, Task> leave)
    {
        var era = _era;
        _traffic.PostLeaves();
        _ = leave(answer => _post(world => world.Answered(era, answer)));
    }

    /// <summary>In virtual time, who is told something gets time of the machine to act on it.</summary>
    private void GiveGrace(LedgerLine line)
    {
        if (_clock.Setup is not { Mode: ClockMode.Virtual } setup
            || (line.Evidence.DeliveryId is { } delivery && _toSelf.Contains(delivery)))
            return;
        if (line is { Kind: LedgerKinds.WebhookDelivered, Evidence: { Field: "messages", Status: null } })
            _traffic.Expect(setup.Grace);
        else if (line.Kind == LedgerKinds.WebhookDelivered)
            _traffic.Pause(setup.Grace);
        else if (line.Kind is LedgerKinds.ApiMessage or LedgerKinds.ApiRefused)
            _traffic.Came(setup.Grace);
    }

    private void Tell(LedgerLine line)
    {
        if (_feed.IsHeard(FeedKinds.Ledger))
            _feed.Publish(new FeedItem.Ledger(line));
        var what = line.Kind switch
        {
            LedgerKinds.WorldChanged when line.Evidence.Type == "options" => "switches",
            LedgerKinds.WorldChanged => "faults",
            LedgerKinds.AccountCreated or LedgerKinds.NumberAdded or LedgerKinds.WebhookConfigured => "accounts",
            _ => null,
        };
        if (what is not null)
            TellWorld(what);
    }

    private void Tell(SortedSet<long> deliveries)
    {
        foreach (var id in deliveries)
        {
            if (Mind.Delivery(id) is { } view)
                _feed.Publish(new FeedItem.Delivery(view));
        }
    }

    private void TellWorld(string what)
    {
        if (_feed.IsHeard(FeedKinds.World))
            _feed.Publish(new FeedItem.World(what, Clock()));
    }
}
