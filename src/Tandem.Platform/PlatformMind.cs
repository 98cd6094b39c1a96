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
    private readonly GraphAnswers _answers;
    private readonly GraphDesk _graph;
    private readonly Inbound _inbound;
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
        var line = new PhoneLine(_world);
        _journey = new(_world, _webhooks, line);
        var meeting = new Meeting(_world);
        var templateNews = new TemplateNews(_world, _webhooks);
        var review = new TemplateReview(_world, templateNews);
        var pacing = new Pacing(_world, _journey);
        var templates = new TemplateWatch(_world, templateNews, pacing);
        var enforcement = new EnforcementDesk(_world, _webhooks);
        var numbers = new NumberWatch(_world, enforcement);
        var limits = new LimitWatch(_world, _webhooks);
        _feedback = new(_world, meeting, _webhooks, _journey, numbers, templates);
        _limits = new(_world, meeting, limits, enforcement, numbers, templates, review);
        _inbound = new(_world, _webhooks, line, new Automation(_world));
        _speech = new(_world, meeting, _inbound);
        _customers = new(_world, meeting, _journey, _speech);
        _app = new(_world, meeting, _webhooks, _journey, line);
        var linkNews = new LinkNews(_world, _webhooks);
        var life = new LinkLife(_world, meeting, linkNews, _app);
        var syncs = new SyncDesk(_world, _webhooks);
        _signups = new(_world, meeting, linkNews);
        _links = new(_world, meeting, _signups, life, syncs, new ContactDesk(_world, meeting, syncs));
        _numberChange = new(_world, meeting, _webhooks);
        _answers = new(_world);
        _graph = new(
            _world,
            _answers,
            _challenges,
            new(_world, _webhooks, _journey, new Admission(_world, limits), pacing),
            new(_world, review, templateNews),
            new(_challenges, new(_world, syncs), new(_world, life)),
            new(_world, _signups));
        var connections = new Connections(_world, _app);
        _phones = new(_world, meeting, _app, line, connections);
        _operator = new(_world, connections);
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

    /// <summary>The chats on a number's phone, newest first; null: the number is unknown. Chats with people who are not
    /// on WhatsApp are none.</summary>
    public IReadOnlyList<ChatSummary>? ChatsOf(string phoneNumberId)
    {
        if (_world.Accounts.NumberByAnyName(phoneNumberId) is not { } number)
            return null;
        return [.. _world.Chats.Ordered
            .Where(chat => chat.Number == number && chat.Lines.Count > 0 && !chat.Customer.IsNobody)
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
}
