using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tandem.Platform;

namespace Tandem.Bench.Shop;

/// <summary>
/// Half a year of one shop on the emulator's mind alone, in virtual time: twenty customers a day, a bot that answers,
/// an owner whose phone sleeps at night, a campaign a week, two new phones. The same seed gives the same ledger, byte
/// for byte.
/// </summary>
internal sealed class ShopLife
{
    public const string Number = "106540352242922";

    /// <summary>Days on which the owner takes a new phone.</summary>
    public static readonly IReadOnlyList<int> NewPhones = [60, 130];

    private const string Token = "EAAG-shop";
    private const int CustomersADay = 20;

    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PlatformMind _mind;
    private readonly Chance _chance;
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _plans = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string> _known = [];
    private readonly Dictionary<(string Kind, string? Type, string? Status), int> _tally = [];
    private DateTimeOffset _now = Start;
    private long _order;
    private long _lastId;

    public ShopLife(ulong seed)
    {
        _chance = Chance.Stream(seed, "shop");
        _mind = new(new PlatformOptions
        {
            Seed = seed,
            Accounts =
            [
                AccountSetup.LuckyShrub(Token, "secret") with
                {
                    CallbackUrl = "https://hub.example/",
                    VerifyToken = "v",
                },
            ],
        });
    }

    /// <summary>Inputs and dues the platform has applied.</summary>
    public long Events => _mind.Events;

    public long LedgerLines { get; private set; }

    public long Webhooks { get; private set; }

    /// <summary>How many ledger lines there are of a kind, a type and a status; null stands for none.</summary>
    public int Count(string kind, string? type = null, string? status = null) =>
        _tally.GetValueOrDefault((kind, type, status));

    /// <summary>Hash over all ledger lines so far.</summary>
    public string LedgerHash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Lives the days; tells after each how many have passed.</summary>
    public void Live(int days, Action<int>? passed = null)
    {
        for (var day = 0; day < days; day++)
        {
            PlanDay(Start.AddDays(day), day);
            RunUntil(Start.AddDays(day + 1));
            passed?.Invoke(day + 1);
        }
    }

    private void PlanDay(DateTimeOffset midnight, int day)
    {
        Plan(midnight.AddHours(7), () => Phone(online: true));
        Plan(midnight.AddHours(22), () => Phone(online: false));
        for (var i = 0; i < CustomersADay; i++)
        {
            var customer = "1650555" + _chance.Below(2000).ToString("D4", CultureInfo.InvariantCulture);
            var at = midnight.AddHours(6) + TimeSpan.FromSeconds(_chance.Below(17 * 3600));
            Dialogue(customer, at, 2 + _chance.Below(5));
        }

        if (day % 7 == 6)
            Plan(midnight.AddHours(10), Campaign);
        if (NewPhones.Contains(day))
            Plan(midnight.AddHours(12), () => Step(new PlatformInput.Reregister(++_lastId, Number)));
    }

    private void Dialogue(string customer, DateTimeOffset at, int turns)
    {
        if (!_known.Contains(customer))
            _known.Add(customer);
        for (var turn = 0; turn < turns; turn++)
        {
            var words = $"Message {turn.ToString(CultureInfo.InvariantCulture)} of today, is the red one in stock?";
            Plan(at, () => Step(new PlatformInput.CustomerSays(++_lastId, customer, Number, Text(words))));
            if (_chance.Happens(0.3))
                Plan(at.AddSeconds(30), () => Step(new PlatformInput.OwnerSays(
                    ++_lastId, Number, customer, Text("Yes, until six o'clock."))));
            else
                Plan(at.AddSeconds(3), () => Send($$"""
                    {"messaging_product":"whatsapp","to":"{{customer}}","type":"text",
                     "text":{"body":"It is. Shall we keep one for you?"},"biz_opaque_callback_data":"shop"}
                    """));
            at += TimeSpan.FromSeconds(40 + _chance.Below(600));
        }
    }

    private void Campaign()
    {
        for (var i = 0; i < Math.Min(_known.Count, 200); i++)
        {
            var customer = _known[i];
            Plan(_now.AddSeconds(i), () => Send($$$"""
                {"messaging_product":"whatsapp","to":"{{{customer}}}","type":"template",
                 "template":{"name":"spring_sale","language":{"code":"en_US"},"components":[
                  {"type":"body","parameters":[{"type":"text","text":"friend"}]}]} }
                """));
        }
    }

    private void Phone(bool online) => Step(new PlatformInput.SetPhone(++_lastId, Number, new() { Online = online }));

    private void Send(string body)
    {
        var id = ++_lastId;
        Step(new PlatformInput.GraphRequested(
            id, "POST", $"/v25.0/{Number}/messages", "", [new("Authorization", "Bearer " + Token)],
            Encoding.UTF8.GetBytes(body), "application/json"));
        Step(new PlatformInput.GraphAnswerSettled(id, Reached: true));
    }

    private void Plan(DateTimeOffset at, Action act) => _plans.Enqueue(act, (at, ++_order));

    private void RunUntil(DateTimeOffset end)
    {
        while (true)
        {
            var due = _mind.NextDue ?? DateTimeOffset.MaxValue;
            var planned = _plans.TryPeek(out _, out var next) ? next.At : DateTimeOffset.MaxValue;
            var at = due < planned ? due : planned;
            if (at > end)
                break;
            _now = at > _now ? at : _now;
            if (planned <= due)
                _plans.Dequeue()();
            else
                Step(new PlatformInput.TimePassed());
        }

        _now = end;
    }

    private void Step(PlatformInput input)
    {
        foreach (var output in _mind.Step(input, _now))
        {
            switch (output)
            {
                case PlatformOutput.WebhookPosted post:
                    Webhooks++;
                    Plan(_now.AddMilliseconds(20), () => Step(
                        new PlatformInput.WebhookAnswered(post.DeliveryId, post.Attempt, 200)));
                    break;
                case PlatformOutput.LedgerWritten written:
                    LedgerLines++;
                    Tally(written.Line);
                    Hash(written.Line);
                    break;
            }
        }
    }

    private void Tally(LedgerLine line)
    {
        var key = (line.Kind, line.Evidence.Type, line.Evidence.Status);
        _tally[key] = _tally.GetValueOrDefault(key) + 1;
    }

    private void Hash(LedgerLine line) => _hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{line.Seq}|{line.At.UtcTicks}|{line.Kind}|{line.PhoneNumberId}|{line.Customer}|{line.Wamid}|{line.Leg}|" +
        $"{line.Evidence}\n")));

    private static byte[] Text(string body) =>
        Encoding.UTF8.GetBytes($$$"""{"type":"text","text":{"body":"{{{body}}}"}}""");
}
