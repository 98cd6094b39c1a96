using System.Globalization;
using Tandem.Platform.Accounts;
using Tandem.Platform.People;

namespace Tandem.Platform.Link;

/// <summary>Embedded Signup's other side: Meta's window, the app on the phone, and the exchange of the code.</summary>
internal sealed class SignupDesk(World world, Meeting meeting, LinkNews news)
{
    /// <summary>Wrong verification codes after which a signup has failed (ours).</summary>
    private const int MostWrongCodes = 5;

    private readonly Dictionary<string, Signup> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Signup> _byCode = new(StringComparer.Ordinal);
    private long _lastId;

    public void Begin(PlatformInput.BeginSignup act)
    {
        if (!meeting.TryNumber(act.ActId, act.PhoneNumberId, out var number))
            return;
        if (number.Account.WabaId != act.WabaId || number.Account.App.Id != act.AppId)
        {
            world.Settle(act.ActId, refusal: new(
                number.Account.WabaId != act.WabaId ? "waba_id" : "app_id",
                "a number is onboarded to the account it was made in, by that account's app",
                $"send waba_id {number.Account.WabaId} and app_id {number.Account.App.Id}"));
            return;
        }

        var signup = new Signup(
            (++_lastId).ToString(CultureInfo.InvariantCulture), number, world.Links.Hex(15).ToLowerInvariant());
        _byId.Add(signup.Id, signup);
        if (Eligibility.Objection(number, world.Options, world.Now) is { } objection)
            Fail(signup, SignupStates.Refused, objection);
        else
        {
            signup.VerificationCode = world.Links.Digits(6);
            world.Agenda.Add(world.Now + world.Options.SignupLife, new Due.SignupExpires(number, signup.Id));
            Record(signup);
        }

        world.Settle(act.ActId, signup.Id);
    }

    /// <summary>The owner types the code into the app; gives back the signup if the number may be onboarded.</summary>
    public Signup? Confirm(PlatformInput.ConfirmSignup act)
    {
        if (!TryOpen(act.ActId, act.PhoneNumberId, act.Signup, out var signup))
            return null;
        var number = signup.Number;
        if (!number.Phone.Reaches(number.Phone.Primary))
        {
            world.Settle(act.ActId, refusal: new(
                "phone", "the phone reaches the network", "put it online, or wait until it is registered"));
            return null;
        }

        if (PhoneDigits.Of(act.Code) != signup.VerificationCode)
        {
            var objection = new ActRefusal("code", "it is the code that the window shows", "read it in the signup");
            if (++signup.WrongCodes >= MostWrongCodes)
                Fail(signup, SignupStates.Failed, objection);
            world.Settle(act.ActId, refusal: objection);
            return null;
        }

        if (Eligibility.Objection(number, world.Options, world.Now) is { } late)
        {
            Fail(signup, SignupStates.Refused, late);
            world.Settle(act.ActId, refusal: late);
            return null;
        }

        return signup;
    }

    /// <summary>The window closes with its message, and the page gets a code.</summary>
    public void Finish(Signup signup)
    {
        var code = "AQB" + world.Links.Hex(60);
        _byCode.Add(code, signup);
        signup.Finish(
            SignupWindow.Finished(signup.Number.Account.WabaId), code, world.Now + world.Options.SignupCodeLife);
        Record(signup);
        news.Onboarded(signup.Number);
    }

    public void Decline(PlatformInput.DeclineSignup act)
    {
        if (!TryOpen(act.ActId, act.PhoneNumberId, act.Signup, out var signup))
            return;
        signup.Close(SignupStates.Cancelled, SignupWindow.Abandoned());
        Record(signup);
        world.Settle(act.ActId);
    }

    public void Expire(Due.SignupExpires due)
    {
        var signup = _byId[due.Signup];
        if (signup.State != SignupStates.Waiting)
            return;
        signup.Close(SignupStates.Expired, SignupWindow.Abandoned());
        Record(signup);
    }

    public Signup? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The signup that a code came from.</summary>
    public Signup? FindByCode(string code) => _byCode.GetValueOrDefault(code);

    private bool TryOpen(long actId, string phoneNumberId, string id, out Signup signup)
    {
        signup = null!;
        if (!meeting.TryNumber(actId, phoneNumberId, out var number))
            return false;
        if (Find(id) is not { } known || known.Number != number)
        {
            world.Settle(actId, refusal: new(
                "signup", "it names a signup of this number", "begin one: POST /_emulator/signups", NotFound: true));
            return false;
        }

        signup = known;
        if (known.State == SignupStates.Waiting)
            return true;
        world.Settle(actId, refusal: new(
            "signup", $"it waits for its code; this one is {known.State}", "begin another"));
        return false;
    }

    private void Fail(Signup signup, string state, ActRefusal objection)
    {
        var message = SignupWindow.Failed(
            world.Options.SignupErrors, objection.Rule, world.Links.Digits(6), signup.SessionId, world.Now);
        signup.Close(state, message, objection);
        Record(signup);
    }

    private void Record(Signup signup) => world.Record(
        LedgerKinds.Signup, signup.Number.PhoneNumberId, null, null, Legs.Phone, new()
        {
            Status = signup.State,
            Reason = signup.Refusal?.Field,
        });
}
