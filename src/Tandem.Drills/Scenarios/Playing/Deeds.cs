using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.Platform;
using Tandem.Platform.Network;

namespace Tandem.Drills.Scenarios.Playing;

/// <summary>Makes steps into acts, and remembers what came of them by the names that later steps use.</summary>
internal sealed class Deeds(Scenario scenario, IStage stage, Cast cast)
{
    private readonly Dictionary<string, Func<string?>> _named = new(StringComparer.Ordinal);
    private readonly List<Done> _done = [];
    private int _words;

    public IReadOnlyList<Done> Done => _done;

    /// <summary>Does a step once.</summary>
    public async Task<Done> DoAsync(Step step, int time, CancellationToken ct)
    {
        var customer = CustomerOf(step);
        ActResult result;
        try
        {
            result = await ActAsync(step, customer, ct);
        }
        catch (NotYetThereException missing)
        {
            result = new ActResult(null, new ActRefusal(missing.Name, "names a message that exists",
                "let it be written, and answered by the platform, before"));
        }

        if (step.Given.Text("as") is { } name && result.Id is { } id)
            _named[name] = () => id;
        var done = new Done(step, time, stage.Now - stage.Start, Words(step), result.Refusal);
        _done.Add(done);
        return done;
    }

    // A step that repeats goes through the customers of its name, those it writes to as well as those who write.
    private string CustomerOf(Step step)
    {
        var who = step.Who.Role == Role.Customer ? step.Who : step.Given.Actor("to");
        return who is null ? "" : cast.Next(who, $"{step.Line}/{who.Name}");
    }

    private Task<ActResult> ActAsync(Step step, string customer, CancellationToken ct) =>
        (step.Who.Role, step.Act.Name) switch
        {
            (Role.Customer, "write" or "edit" or "revoke" or "react") or (Role.Phone, "write" or "edit" or "revoke"
                or "react") => SayAsync(step, customer, ct),
            (Role.Customer, _) => stage.ActAsync(id => OfCustomer(id, step, customer), ct),
            (Role.Phone, "connect") => stage.ConnectAsync(step.Given.Flag("share_history") ?? true, ct),
            (Role.Phone, _) => stage.ActAsync(id => OfPhone(id, step, customer), ct),
            (Role.Partner, var asks) => stage.AskPhoneAsync(
                asks == "ask_for_history" ? "history" : "smb_app_state_sync", ct),
            (Role.Platform, _) => stage.ActAsync(id => OfPlatform(id, step), ct),
            (Role.Hub, _) => Kill(step),
            (_, "send") => Send(step, customer),
            _ => stage.SpeakForAsync(
                customer, step.Who,
                step.Act.Name == "take_over" ? step.Given.Time("holds") ?? TimeSpan.FromMinutes(30) : null, ct),
        };

    private async Task<ActResult> SayAsync(Step step, string customer, CancellationToken ct)
    {
        var given = step.Given;
        string? media = null;
        if (given.Number("size") is { } size && given.Text("media") is { } kind)
        {
            var kept = await stage.ActAsync(id => new PlatformInput.KeepMedia(id, Files.Of(kind, size)), ct);
            if (kept.Refusal is not null)
                return kept;
            media = kept.Id;
        }

        var body = Encoding.UTF8.GetBytes(Said(step, media).ToJsonString());
        return await stage.ActAsync(
            id => step.Who.Role == Role.Customer
                ? new PlatformInput.CustomerSays(id, customer, stage.PhoneNumberId, body)
                : new PlatformInput.OwnerSays(
                    id, stage.PhoneNumberId, customer, body,
                    given.Text("device") is { } device ? Named(device) : null),
            ct);
    }

    private JsonObject Said(Step step, string? media) => step.Act.Name switch
    {
        "edit" => Composing.Edit(Named(step.Given.Text("about")!), step.Given.Text("text")!),
        "revoke" => Composing.Revoke(Named(step.Given.Text("about")!)),
        "react" => Composing.Reaction(Named(step.Given.Text("about")!), step.Given.Text("emoji") ?? ""),
        _ => Composing.Message(step.Given, NextWords(step), media, Quoted(step)),
    };

    private PlatformInput OfCustomer(long id, Step step, string customer)
    {
        var number = stage.PhoneNumberId;
        return step.Act.Name switch
        {
            "read" => new PlatformInput.CustomerReads(id, customer, number),
            "block" => new PlatformInput.CustomerBlocks(id, customer, number, Blocked: true),
            "unblock" => new PlatformInput.CustomerBlocks(id, customer, number, Blocked: false),
            "report" => new PlatformInput.CustomerReports(id, customer, number),
            var described => new PlatformInput.DefineCustomer(id, customer, described switch
            {
                "go_offline" => new CustomerSetup(Online: false),
                "go_online" => new CustomerSetup(Online: true),
                "hide_number" => new CustomerSetup(ShowsNumber: false),
                "show_number" => new CustomerSetup(ShowsNumber: true),
                "use_companion" => new CustomerSetup(Companion: step.Given.Text("kind")),
                _ => new CustomerSetup(Companion: ""),
            }),
        };
    }

    private PlatformInput OfPhone(long id, Step step, string customer)
    {
        var (number, given) = (stage.PhoneNumberId, step.Given);
        return step.Act.Name switch
        {
            "read" => new PlatformInput.OwnerReads(id, number, customer),
            "go_offline" => new PlatformInput.SetPhone(id, number, new PhoneSetup { Online = false }),
            "go_online" => new PlatformInput.SetPhone(id, number, new PhoneSetup { Online = true }),
            "close_app" => new PlatformInput.SetPhone(id, number, new PhoneSetup { AppOpen = false }),
            "open_app" => new PlatformInput.SetPhone(id, number, new PhoneSetup { AppOpen = true }),
            "link_companion" => new PlatformInput.LinkCompanion(id, number, given.Text("kind")!),
            "have_past" => new PlatformInput.SeedHistory(
                id, number, (int)given.Number("customers")!, (int)given.Number("messages_each")!,
                (int)given.Number("days")!),
            "disconnect" => new PlatformInput.EndLink(id, number, "disconnect"),
            _ => new PlatformInput.Reregister(id, number, given.Flag("reconnect") ?? true),
        };
    }

    private PlatformInput OfPlatform(long id, Step step) => step.Act.Name == "end_faults"
        ? new PlatformInput.RemoveFault(id, Id: null)
        : new PlatformInput.AddFault(id, new FaultSetup
        {
            Kind = step.Given.Text("kind")!,
            Probability = step.Given.Share("chance") ?? 1,
            Duration = step.Given.Time("lasts"),
            Delay = step.Given.Time("delay") is { } most ? new Latency(TimeSpan.Zero, most) : null,
            Code = (int?)step.Given.Number("code"),
            PhoneNumberId = stage.PhoneNumberId,
        });

    private Task<ActResult> Send(Step step, string customer)
    {
        var content = Composing.Send(step.Given, NextWords(step), Quoted(step));
        var send = stage.Send(new SendOrder(step.Who, customer, content, step.Given.Text("via") != "v1"));
        if (step.Given.Text("as") is { } name)
            _named[name] = () => send.Wamid;
        return Task.FromResult(ActResult.Done);
    }

    private Task<ActResult> Kill(Step step)
    {
        stage.KillHub(step.Given.Time("down"));
        return Task.FromResult(ActResult.Done);
    }

    private string? Quoted(Step step) => step.Given.Text("quoting") is { } name ? Named(name) : null;

    private string Named(string name) =>
        _named.GetValueOrDefault(name)?.Invoke() ?? throw new NotYetThereException(name);

    private string NextWords(Step step) =>
        $"{step.Who.Name} says {(++_words).ToString(CultureInfo.InvariantCulture)}";

    private string Words(Step step)
    {
        var words = step.Given.Words;
        var does = step.Act.Name.Replace('_', ' ');
        return $"{step.Who.Name}: {does}{(words.Length > 0 ? $" ({words})" : "")}"
            + (scenario.Find(step.Who.Name) is { Count: > 1 } many ? $", {many.Count} of them in turn" : "");
    }

    private sealed class NotYetThereException(string name) : Exception
    {
        public string Name => name;
    }
}

/// <summary>A step that was done.</summary>
/// <param name="Step">Which.</param>
/// <param name="Time">Which time of it, from 0.</param>
/// <param name="At">When, from the start.</param>
/// <param name="Words">What, in words.</param>
/// <param name="Refusal">Why the platform did not do it; null: it did.</param>
public sealed record Done(Step Step, int Time, TimeSpan At, string Words, ActRefusal? Refusal)
{
    /// <summary>Whether it came as the scenario says.</summary>
    public bool IsAsWritten => Step.IsRefused == (Refusal is not null);
}
