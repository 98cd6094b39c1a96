using Tandem.Platform.Webhooks;

namespace Tandem.Platform;

// Accounts and numbers that come to be, and their callbacks.
public sealed partial class PlatformMind
{
    private void Create(AccountSetup setup)
    {
        _world.Accounts.Add(setup, _world.Now);
        _world.Record(LedgerKinds.AccountCreated, null, null, null, Legs.Control, new());
    }

    private void AddNumber(PlatformInput.AddNumber act)
    {
        if (_world.Accounts.Account(act.WabaId) is not { } account)
        {
            _world.Settle(act.ActId, refusal: new(
                "waba_id", "it names an account", "see /_emulator/accounts", NotFound: true));
            return;
        }

        var objection = _world.Accounts.Objection(act.Setup);
        if (objection is null)
        {
            _world.Accounts.Add(account, act.Setup, _world.Now);
            _world.Record(
                LedgerKinds.NumberAdded, act.Setup.PhoneNumberId, null, null, Legs.Control, new());
        }

        _world.Settle(act.ActId, act.Setup.PhoneNumberId, objection);
    }

    private void AnswerSettled(PlatformInput.GraphAnswerSettled settled)
    {
        if (!_world.UnsettledAnswers.Remove(settled.RequestId, out var message))
            return;
        _world.Record(
            settled.Reached ? LedgerKinds.AnswerGiven : LedgerKinds.AnswerLost,
            message.Chat.Number.PhoneNumberId,
            message.Chat.Customer.Key,
            message.Wamid,
            Legs.Api,
            new() { RequestId = settled.RequestId, HttpStatus = settled.Reached ? 200 : null });
    }

    private void Configure(PlatformInput.ConfigureWebhook act)
    {
        if (_world.Accounts.Account(act.WabaId) is not { } account)
            _world.Settle(act.ActId, refusal: new(
                "waba_id", "it names an account", "see /_emulator/accounts", NotFound: true));
        else if (!Challenges.IsAddress(act.CallbackUrl))
            _world.Settle(act.ActId, refusal: new(
                "callback_url", "it is an absolute http or https address", "send the hub's webhook address"));
        else if (act.Challenge)
            _challenges.Pose(new(
                CallbackTarget.App, account.App.Id, act.CallbackUrl, act.VerifyToken, ActId: act.ActId));
        else
        {
            Callbacks.Set(_world, CallbackTarget.App, account.App.Id, act.CallbackUrl, act.VerifyToken);
            _world.Settle(act.ActId);
        }
    }

    private void Answered(long challengeId, int? httpStatus, string? body)
    {
        if (_challenges.Answered(challengeId, httpStatus, body) is not (var challenge, var agreed))
            return;
        if (agreed)
            Callbacks.Set(
                _world,
                challenge.Target,
                challenge.TargetId,
                challenge.Url,
                challenge.VerifyToken,
                challenge.Fields);
        if (challenge.RequestId is { } requestId)
            _answers.Give(requestId, challenge.Version, agreed
                ? Callbacks.Agreed(_world, challenge)
                : Callbacks.NotAgreed(httpStatus));
        else
            _world.Settle(challenge.ActId, refusal: agreed ? null : new(
                "callback_url",
                "it answers the GET challenge with 200 and the challenge's text",
                httpStatus is { } status
                    ? $"it answered {status}; check the verify token"
                    : "it did not answer; start it first"));
    }
}
