using Tandem.Platform.Enforcement;
using Tandem.Platform.Link;
using Tandem.Platform.Network;
using Tandem.Platform.Sending.Limits;
using Tandem.Platform.Templates;

namespace Tandem.Platform.Accounts;

/// <summary>An app: it owns the secret that signs webhooks and the callback they go to.</summary>
internal sealed class App(string id, string secret, string name)
{
    public string Id { get; } = id;

    public string Secret { get; } = secret;

    public string Name { get; } = name;

    public string? CallbackUrl { get; set; }

    public string? VerifyToken { get; set; }

    /// <summary>Webhook fields the app is subscribed to; null: all of them.</summary>
    public SortedSet<string>? Fields { get; set; }

    public bool Wants(string field) => Fields?.Contains(field) ?? true;

    /// <summary>The token an app forms from its own id and secret.</summary>
    public string OwnToken => $"{Id}|{Secret}";
}

/// <summary>A WhatsApp Business Account.</summary>
internal sealed class Account(AccountSetup setup, App app, Portfolio portfolio)
{
    public App App { get; } = app;

    public string WabaId { get; } = setup.WabaId;

    public string PortfolioId => Portfolio.Id;

    /// <summary>The business it belongs to, with the limits it shares.</summary>
    public Portfolio Portfolio { get; } = portfolio;

    public string Name { get; } = setup.Name;

    /// <summary>The token that was issued last.</summary>
    public string AccessToken => Tokens[^1].Text;

    /// <summary>All tokens issued for it, oldest first; some may have ended.</summary>
    public List<AccessToken> Tokens { get; } = [new(setup.AccessToken)];

    /// <summary>
    /// Whether the app is subscribed to this account; without it no webhook leaves. An account whose numbers all wait
    /// for their onboarding is not, until the app asks for it.
    /// </summary>
    public bool Subscribed { get; set; } = true;

    /// <summary>Set by <c>override_callback_uri</c> on the account.</summary>
    public string? OverrideUrl { get; set; }

    public List<BusinessNumber> Numbers { get; } = [];

    public TemplateShelf Templates { get; } = new();

    /// <summary>How it stands with Meta's policies.</summary>
    public Standing Standing { get; } = new();

    /// <summary>Calls that count against its quota.</summary>
    public CallQuota Calls { get; } = new();

    /// <summary>Whether a token is one of its own or that of its app.</summary>
    public bool Opens(string? token) =>
        Tokens.Exists(known => Secrets.Same(token, known.Text)) || Secrets.Same(token, App.OwnToken);
}

/// <summary>All accounts, found by what the wire names them with.</summary>
internal sealed class AccountBook
{
    private readonly Dictionary<string, App> _apps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Account> _byWaba = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BusinessNumber> _byNumberId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BusinessNumber> _byDigits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BusinessNumber> _byFormerId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Portfolio> _portfolios = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AccessToken> _tokens = new(StringComparer.Ordinal);

    public List<Account> All { get; } = [];

    public Account Add(AccountSetup setup, DateTimeOffset now)
    {
        if (!_apps.TryGetValue(setup.AppId, out var app))
            _apps.Add(setup.AppId, app = new(setup.AppId, setup.AppSecret, setup.Name));
        app.CallbackUrl = setup.CallbackUrl ?? app.CallbackUrl;
        app.VerifyToken = setup.VerifyToken ?? app.VerifyToken;
        if (!_portfolios.TryGetValue(setup.PortfolioId, out var portfolio))
            _portfolios.Add(setup.PortfolioId, portfolio = new(setup.PortfolioId));
        var account = new Account(setup, app, portfolio);
        portfolio.Accounts.Add(account);
        _tokens.TryAdd(app.OwnToken, new(app.OwnToken));
        _tokens[setup.AccessToken] = account.Tokens[0];
        foreach (var number in setup.Numbers)
            Add(account, number, now);
        _byWaba.Add(setup.WabaId, account);
        All.Add(account);
        return account;
    }

    public void Add(Account account, NumberSetup setup, DateTimeOffset now)
    {
        if (account.Numbers.TrueForAll(number => number.Link.State == LinkState.AppOnly))
            account.Subscribed = setup.Link != LinkState.AppOnly || (account.Subscribed && account.Numbers.Count > 0);
        var entry = new BusinessNumber(setup, account, now);
        account.Numbers.Add(entry);
        _byNumberId.Add(entry.PhoneNumberId, entry);
        _byDigits[entry.Digits] = entry;
    }

    /// <summary>Why an account cannot be added; null: it can.</summary>
    public ActRefusal? Objection(AccountSetup setup)
    {
        if (_byWaba.ContainsKey(setup.WabaId))
            return new("waba_id", "an account exists once", "choose another waba_id");
        if (_apps.TryGetValue(setup.AppId, out var app) && !Secrets.Same(app.Secret, setup.AppSecret))
            return new("app_secret", "accounts of one app share its secret", "send the app's secret or another app_id");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var number in setup.Numbers)
        {
            if (!ids.Add(number.PhoneNumberId) || Objection(number) is { Field: "phone_number_id" })
                return new("numbers", "a phone_number_id exists once", "choose another phone_number_id");
            if (Objection(number) is { } objection)
                return new("numbers", $"{objection.Field}: {objection.Rule}", objection.Remedy);
        }

        return null;
    }

    /// <summary>Why a number cannot be added; null: it can.</summary>
    public ActRefusal? Objection(NumberSetup number)
    {
        if (_byNumberId.ContainsKey(number.PhoneNumberId))
            return new("phone_number_id", "a phone_number_id exists once", "choose another phone_number_id");
        return PhoneDigits.Of(number.DisplayPhoneNumber).Length is < PhoneDigits.Fewest or > PhoneDigits.Most
            ? new("display_phone_number", "it has 7 to 15 digits", "send it like +1 555-078-3881")
            : null;
    }

    public App? App(string id) => _apps.GetValueOrDefault(id);

    public Account? Account(string wabaId) => _byWaba.GetValueOrDefault(wabaId);

    /// <summary>A business number by its id.</summary>
    public BusinessNumber? Number(string phoneNumberId) => _byNumberId.GetValueOrDefault(phoneNumberId);

    /// <summary>A business number by its id or its digits, as the emulator's own paths name it.</summary>
    public BusinessNumber? NumberByAnyName(string name) =>
        Number(name) ?? _byFormerId.GetValueOrDefault(name) ?? _byDigits.GetValueOrDefault(PhoneDigits.Of(name));

    /// <summary>Whether some business number has these digits.</summary>
    public bool HasDigits(string digits) => _byDigits.ContainsKey(digits);

    /// <summary>Gives a number a new Graph id. The emulator's own paths still know the old one, Graph does
    /// not.</summary>
    public void ChangeId(BusinessNumber number, string phoneNumberId)
    {
        _byNumberId.Remove(number.PhoneNumberId);
        _byFormerId[number.PhoneNumberId] = number;
        number.PhoneNumberId = phoneNumberId;
        _byNumberId.Add(phoneNumberId, number);
    }

    /// <summary>Moves a number to new digits.</summary>
    public void ChangeDigits(BusinessNumber number, string displayPhoneNumber)
    {
        _byDigits.Remove(number.Digits);
        number.DisplayPhoneNumber = displayPhoneNumber;
        number.Country = Country.OfDigits(number.Digits);
        _byDigits[number.Digits] = number;
    }

    /// <summary>A token that was issued, whether or not it still works.</summary>
    public AccessToken? Token(string text) => _tokens.GetValueOrDefault(text);

    /// <summary>Issues one more token for an account; older ones stay as they are.</summary>
    public void Issue(Account account, AccessToken token)
    {
        account.Tokens.Add(token);
        _tokens[token.Text] = token;
    }
}
