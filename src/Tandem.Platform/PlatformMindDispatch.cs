using Tandem.Platform.Media;

namespace Tandem.Platform;

// Which part of the platform an input or a due belongs to.
public sealed partial class PlatformMind
{
    private void Apply(Due due)
    {
        Events++;
        switch (due)
        {
            case Due.UpdateReady ready:
                _webhooks.Gather(ready.Update);
                break;
            case Due.BatchLeaves batch:
                _webhooks.Leave(batch);
                break;
            case Due.Retry retry:
                _webhooks.Retry(retry);
                break;
            case Due.AttemptUnanswered silent:
                _webhooks.Answered(silent.DeliveryId, silent.Attempt, null);
                break;
            case Due.ChallengeUnanswered silent:
                Answered(silent.ChallengeId, null, null);
                break;
            case Due.OfDevices device:
                _phones.Handle(device);
                break;
            case Due.OfLink link:
                _links.Handle(link);
                break;
            case Due.OfLimits limit:
                _limits.Handle(limit);
                break;
            case Due.ContentResolves resolves:
                _inbound.Resolve(resolves);
                break;
            case Due.StatusReached reached:
                _journey.Reach(reached.Message, reached.Status);
                break;
            case Due.MessageFails fails:
                _journey.Fail(fails);
                break;
        }
    }

    private void Apply(PlatformInput input)
    {
        if (input is not PlatformInput.TimePassed)
            Events++;
        switch (input)
        {
            case PlatformInput.GraphRequested request:
                _graph.Handle(request);
                break;
            case PlatformInput.GraphAnswerSettled settled:
                AnswerSettled(settled);
                break;
            case PlatformInput.CustomerSays act:
                _speech.Says(act);
                break;
            case PlatformInput.OwnerSays act:
                _app.Says(act);
                break;
            case PlatformInput.CustomerReads act:
                _customers.Reads(act);
                break;
            case PlatformInput.OwnerReads act:
                _app.Reads(act);
                break;
            case PlatformInput.DefineCustomer act:
                _customers.Define(act);
                break;
            case PlatformInput.CustomerChangesNumber act:
                _numberChange.Handle(act);
                break;
            case PlatformInput.DeviceAct act:
                _phones.Handle(act);
                break;
            case PlatformInput.LinkAct act:
                _links.Handle(act);
                break;
            case PlatformInput.CustomerAct act:
                _feedback.Handle(act);
                break;
            case PlatformInput.LimitAct act:
                _limits.Handle(act);
                break;
            case PlatformInput.OperatorAct act:
                _operator.Handle(act);
                break;
            case PlatformInput.KeepMedia act:
                var life = MediaShelf.UploadLife;
                _world.Settle(act.ActId, _world.Media.Keep(act.Media, null, _world.Now + life, _world.Ids).Id);
                break;
            case PlatformInput.CreateAccount act:
                var objection = _world.Accounts.Objection(act.Setup);
                if (objection is null)
                    Create(act.Setup);
                _world.Settle(act.ActId, act.Setup.WabaId, objection);
                break;
            case PlatformInput.AddNumber act:
                AddNumber(act);
                break;
            case PlatformInput.ConfigureWebhook act:
                Configure(act);
                break;
            case PlatformInput.ChallengeAnswered answer:
                Answered(answer.ChallengeId, answer.HttpStatus, answer.Body);
                break;
            case PlatformInput.WebhookAnswered answer:
                _webhooks.Answered(answer.DeliveryId, answer.Attempt, answer.HttpStatus);
                break;
            case PlatformInput.TimePassed:
                break;
        }
    }
}
