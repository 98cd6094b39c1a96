using Tandem.Platform.Devices;
using Tandem.Platform.Enforcement;
using Tandem.Platform.Graph;
using Tandem.Platform.Link;
using Tandem.Platform.Network;
using Tandem.Platform.People;
using Tandem.Platform.Sending;
using Tandem.Platform.Sending.Limits;
using Tandem.Platform.Sending.Quality;
using Tandem.Platform.Templates;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform;

/// <summary>
/// The emulator's mind: WhatsApp as a business sees it, without I/O, clock, threads or ambient chance. Inputs and times
/// go in, outputs come out; the same seed and inputs give the same outputs. Not safe for several threads.
/// </summary>
public sealed partial class PlatformMind
{
    private readonly World _world;
    private readonly WebhookPost _webhooks;
    private readonly Challenges _challenges;
    private readonly Journey _journey;
    private readonly GraphDesk _graph;
    private readonly CustomerSpeech _speech;
    private readonly CustomerDesk _customers;
    private readonly AppDesk _app;
    private readonly PhoneDesk _phones;
    private readonly OperatorDesk _operator;
    private readonly SignupDesk _signups;
    private readonly LinkDesk _links;
    private readonly NumberChange _numberChange;
    private readonly FeedbackDesk _feedback;
    private readonly LimitDesk _limits;
    private bool _opened;

    /// <summary>A platform with the options' accounts and nobody on it yet.</summary>
    public PlatformMind(PlatformOptions options)
    {
        _world = new(options);
        _webhooks = new(_world);
        _challenges = new(_world);
        _journey = new(_world, _webhooks);
        var meeting = new Meeting(_world);
        var line = new PhoneLine(_world);
        var templateNews = new TemplateNews(_world, _webhooks);
        var review = new TemplateReview(_world, templateNews);
        var pacing = new Pacing(_world, _journey);
        var templates = new TemplateWatch(_world, templateNews, pacing);
        var enforcement = new EnforcementDesk(_world, _webhooks);
        var numbers = new NumberWatch(_world, enforcement);
        var limits = new LimitWatch(_world, _webhooks);
        _feedback = new(_world, meeting, _webhooks, _journey, numbers, templates);
        _limits = new(_world, meeting, limits, enforcement, numbers, templates, review);
        _speech = new(_world, meeting, _webhooks, line, new Automation(_world));
        _customers = new(_world, meeting, _journey, _speech);
        _app = new(_world, meeting, _webhooks, _journey, line);
        var linkNews = new LinkNews(_world, _webhooks);
        var life = new LinkLife(_world, meeting, linkNews, _app);
        var syncs = new SyncDesk(_world, _webhooks);
        _signups = new(_world, meeting, linkNews);
        _links = new(_world, meeting, _signups, life, syncs, new ContactDesk(_world, meeting, syncs));
        _numberChange = new(_world, meeting, _webhooks);
        _graph = new(
            _world,
            _challenges,
            new(_world, _webhooks, _journey, new Admission(_world, limits), pacing, line),
            new(_world, review, templateNews),
            new(_challenges, new(_world, syncs), new(_world, life)),
            new(_world, _signups));
        _phones = new(_world, meeting, _app, line);
        _operator = new(_world, _phones);
    }

    /// <summary>When something is due next; null: never, unless an input comes.</summary>
    public DateTimeOffset? NextDue => _world.Agenda.Next;

    /// <summary>Inputs and dues applied so far.</summary>
    public long Events { get; private set; }

    /// <summary>Accounts as they stand.</summary>
    public IReadOnlyList<AccountView> Accounts => [.. _world.Accounts.All.Select(account => new AccountView(
        account.App.Id,
        account.App.Secret,
        account.PortfolioId,
        account.WabaId,
        account.AccessToken,
        account.App.CallbackUrl,
        account.App.VerifyToken,
        account.Subscribed,
        [.. account.Numbers.Select(number =>
            new NumberSetup(
                number.PhoneNumberId,
                number.DisplayPhoneNumber,
                number.VerifiedName,
                number.Country.Code,
                number.Link.State,
                (int)(_world.Now - number.InUseSince).TotalDays))]))];

    /// <summary>Webhooks under way and the latest settled ones, newest first.</summary>
    public IReadOnlyList<DeliveryView> Deliveries => _webhooks.Views();

    /// <summary>Applies what is due until <paramref name="now"/>, then the input, then what that made due at
    /// once.</summary>
    /// <param name="input">What happens.</param>
    /// <param name="now">When; never before an earlier step.</param>
    /// <returns>What the platform does about it, in order.</returns>
    public IReadOnlyList<PlatformOutput> Step(PlatformInput input, DateTimeOffset now)
    {
        if (now < _world.Now)
            throw new ArgumentOutOfRangeException(nameof(now), "Time runs forward only.");
        if (!_opened)
            Open(now);
        ApplyDue(now);
        _world.Now = now;
        Apply(input);
        ApplyDue(now);
        return _world.TakeOutputs();
    }

    /// <summary>A chat as one screen shows it, oldest line first; null: the number or the customer is
    /// unknown.</summary>
    public IReadOnlyList<ChatLine>? Chat(Screen screen, string phoneNumberId, string customer)
    {
        if (_world.Accounts.NumberByAnyName(phoneNumberId) is not { } number
            || _world.Crowd.Find(customer) is not { } known)
            return null;
        return [.. _world.Chats.Between(number, known).Lines
            .Where(message => message.OnScreenOf(screen))
            .Select(message => message.Line(screen))];
    }

    /// <summary>How a line of a chat looks now; null: the screen does not show it.</summary>
    public ChatLine? Line(Screen screen, string wamid) =>
        _world.Chats.Find(wamid) is { IsLine: true } message && message.OnScreenOf(screen)
            ? message.Line(screen)
            : null;

    /// <summary>The chats on a number's phone, newest first; null: the number is unknown.</summary>
    public IReadOnlyList<ChatSummary>? ChatsOf(string phoneNumberId)
    {
        if (_world.Accounts.NumberByAnyName(phoneNumberId) is not { } number)
            return null;
        return [.. _world.Chats.Ordered
            .Where(chat => chat.Number == number && chat.Lines.Count > 0)
            .OrderByDescending(chat => chat.Lines[^1].SentAt)
            .Select(chat => new ChatSummary(
                chat.Customer.Key,
                chat.Customer.Name,
                chat.Customer.WaId,
                chat.Customer.UserId,
                chat.Lines[^1].SentAt,
                chat.Lines.Count))];
    }

    private void Open(DateTimeOffset now)
    {
        _opened = true;
        _world.Now = now;
        foreach (var setup in _world.Options.Accounts)
            Create(setup);
    }

    private void ApplyDue(DateTimeOffset now)
    {
        while (_world.Agenda.TryTake(now, out var due, out var at))
        {
            if (at > _world.Now)
                _world.Now = at;
            Apply(due);
        }
    }

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
                _speech.Resolve(resolves);
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
                var life = Media.MediaShelf.UploadLife;
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
            _graph.Answer(requestId, challenge.Version, agreed
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
