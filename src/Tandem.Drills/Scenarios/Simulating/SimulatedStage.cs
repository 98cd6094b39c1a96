using System.Text;
using System.Text.Json.Nodes;
using Tandem.CloudApi.Graph;
using Tandem.Domain.Deciding;
using Tandem.Drills.Checking;
using Tandem.Drills.Scenarios.Playing;
using Tandem.Drills.Worlds;
using Tandem.Engine.Registry;
using Tandem.Platform;

namespace Tandem.Drills.Scenarios.Simulating;

/// <summary>A simulated world with nobody in it but those of the scenario, and nothing that breaks by itself.</summary>
internal sealed class SimulatedStage : IStage
{
    private readonly World _world;
    private readonly List<SimulatedSend> _sends = [];
    private readonly Dictionary<string, ApiKeyRegistration> _keys = new(StringComparer.Ordinal);

    public SimulatedStage(Scenario scenario, TextWriter? writer)
    {
        _world = new World(scenario.Setting.Seed, PlanOf(scenario.Setting), writer);
        _world.Callers.Patience = Callers.UsualPatience;
        Start = _world.Time.Now;
        var bot = scenario.Actors.FirstOrDefault(actor => actor.Role == Role.Bot);
        _world.Bot.Answers = (number, customer) => Answer(bot, number, customer);
    }

    public World World => _world;

    public string PhoneNumberId => _world.Plan.Numbers[0].PhoneNumberId;

    public DateTimeOffset Start { get; }

    public DateTimeOffset Now => _world.Time.Now;

    public IReadOnlyList<SimulatedSend> Sends => _sends;

    public string Customer(int index) => Numbering.Customers(index + 1)[index];

    public Task ReachAsync(DateTimeOffset at, CancellationToken ct) =>
        at > Now ? Task.Delay(at - Now, _world.Time, ct) : Task.CompletedTask;

    public Task<ActResult> ActAsync(Func<long, PlatformInput> act, CancellationToken ct)
    {
        var result = ActResult.Done;
        _world.Platform.Act(act, settled => result = new ActResult(settled.Id, settled.Refusal));
        return Task.FromResult(result);
    }

    public async Task<ActResult> ConnectAsync(bool sharesHistory, CancellationToken ct)
    {
        var begun = await ActAsync(
            id => new PlatformInput.BeginSignup(id, PhoneNumberId, Numbering.WabaId, Numbering.AppId), ct);
        if (begun.Id is null || _world.Platform.Mind.Signup(begun.Id) is not { } signup)
            return begun;
        return signup.VerificationCode is { } code
            ? await ActAsync(
                id => new PlatformInput.ConfirmSignup(id, PhoneNumberId, signup.Id, code, sharesHistory), ct)
            : new ActResult(null, signup.Refusal);
    }

    public Task<ActResult> AskPhoneAsync(string kind, CancellationToken ct)
    {
        var body = new JsonObject { ["messaging_product"] = "whatsapp", ["sync_type"] = kind };
        var call = new GraphCall(
            "POST", $"/v25.0/{PhoneNumberId}/smb_app_data", [], [], Encoding.UTF8.GetBytes(body.ToJsonString()),
            GraphCall.Json);
        var (answer, _, requestId) = _world.Platform.Take(call, Numbering.Token);
        _world.Platform.Settle(requestId, reached: true);
        return Task.FromResult(answer.Status == 200
            ? ActResult.Done
            : new ActResult(null, new ActRefusal("sync_type", "can be asked for now",
                $"the platform says {Encoding.UTF8.GetString(answer.Body.Span)}")));
    }

    public ISend Send(SendOrder order)
    {
        var content = order.Content.DeepClone().AsObject();
        var key = KeyOf(order.By);
        var call = order.IsDropIn
            ? _world.Callers.SendByDropIn(key, PhoneNumberId, order.Customer, content)
            : _world.Callers.SendByOwnApi(key, PhoneNumberId, order.Customer, content);
        var send = new SimulatedSend(order, Now, call);
        _sends.Add(send);
        return send;
    }

    public async Task<ActResult> SpeakForAsync(
        string customer, Actor agent, TimeSpan? holds, CancellationToken ct)
    {
        if (_world.Hub.Serving is not { } hub
            || HubRecord.ConversationOf(_world.Disk, PhoneNumberId, customer) is not { } id)
            return new ActResult(null, new ActRefusal("to", "has a conversation", "let the customer write before"));

        var until = Now + holds;
        var asked = _world.Trace.Note(until is null ? "agent hands back" : "agent takes over", $"{id} {customer}");
        var noted = new Command(PhoneNumberId, customer, asked, until);
        _world.Witness.Commands.Add(noted);
        Input command = until is { } end
            ? new Input.TakenOver(id, agent.Name, end)
            : new Input.HandedBack(id, agent.Name);
        var decision = await hub.CallAsync(() => hub.Door.CommandAsync(PhoneNumberId, command, ct));
        if (decision is not null)
            noted.Done = _world.Trace.Note("agent told", $"{id} {decision.Outcome}");
        return ActResult.Done;
    }

    public void KillHub(TimeSpan? down)
    {
        if (_world.Hub.Serving is { } process)
            _world.Hub.Crash(process, "killed", down);
    }

    public Task<Evidence> LookAsync(IReadOnlyList<Expectation> at, CancellationToken ct) =>
        Task.FromResult(Look(at, violations: null));

    public Evidence Look(IReadOnlyList<Expectation> at, IReadOnlyList<Violation>? violations) =>
        new SimulatedLook(this).At(at, violations);

    private void Answer(Actor? bot, string number, string customer)
    {
        if (bot?.Answers is not { } words || number != PhoneNumberId)
            return;
        var content = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = words } };
        _world.Time.After(bot.Thinks, () => Send(new SendOrder(bot, customer, content, IsDropIn: true)));
    }

    private ApiKeyRegistration KeyOf(Actor sender)
    {
        if (!_keys.TryGetValue(sender.Name, out var key))
        {
            key = sender.Role == Role.Bot
                ? Callers.BotKey with { Sender = sender.Name }
                : Callers.KeyOf($"{sender.Name}-key", sender.Name, Vocabulary.Word(sender.Role));
            _keys.Add(sender.Name, key);
        }

        return key;
    }

    private static WorldPlan PlanOf(Setting setting)
    {
        var plan = WorldPlan.Of(setting.Seed, withFaults: false);
        var numbers = Numbering.Numbers(1);
        var platform = new PlatformOptions
        {
            Seed = setting.Seed,
            Accounts =
            [
                AccountSetup.LuckyShrub(Numbering.Token, Numbering.AppSecret) with
                {
                    Numbers = numbers,
                    CallbackUrl = Numbering.Callback,
                    VerifyToken = "drill",
                },
            ],
        }.With(setting.Profile);
        return plan with
        {
            Customers = [],
            Numbers = numbers,
            IsGuarding = setting.IsGuarding,
            Hold = setting.Hold,
            Platform = SwitchPatch.On(platform, setting.Switches),
        };
    }
}
