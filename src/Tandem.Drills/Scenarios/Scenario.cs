namespace Tandem.Drills.Scenarios;

/// <summary>A drill that somebody wrote down: who is there, who does what when, what goes wrong, what must come of it.
/// </summary>
/// <param name="File">Where it was read from, as its reader named it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="About">The claim it tests, in plain words.</param>
/// <param name="Setting">Platform, shop and clock.</param>
/// <param name="Actors">Everybody it names, in the order of the file.</param>
/// <param name="Steps">What happens, in the order of the file.</param>
/// <param name="Expectations">What must be seen.</param>
public sealed record Scenario(
    string File,
    string Name,
    string? About,
    Setting Setting,
    IReadOnlyList<Actor> Actors,
    IReadOnlyList<Step> Steps,
    IReadOnlyList<Expectation> Expectations)
{
    /// <summary>The actor of a name; null: there is none.</summary>
    public Actor? Find(string name) => Actors.FirstOrDefault(actor => actor.Name == name);

    /// <summary>When the last step or look has begun and the hub is up again, from the start.</summary>
    public TimeSpan Length => Steps.Select(step => step.EndsAt + (step.Given.Time("down") ?? TimeSpan.Zero))
        .Concat(Expectations.Select(one => one.At ?? TimeSpan.Zero)).DefaultIfEmpty().Max();
}

/// <summary>What a scenario begins with.</summary>
public sealed record Setting
{
    /// <summary>Seed of everything random in a simulated run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The time of day at which it begins.</summary>
    public TimeSpan Start { get; init; } = TimeSpan.FromHours(9);

    /// <summary>Whose word the platform follows.</summary>
    public Platform.PlatformProfile Profile { get; init; }

    /// <summary>Behaviours of the platform by name, as <c>GET /_emulator/switches</c> names them.</summary>
    public System.Text.Json.Nodes.JsonObject Switches { get; init; } = [];

    /// <summary>Whether the gate holds bots; false: the number is in <c>observe</c>.</summary>
    public bool IsGuarding { get; init; } = true;

    /// <summary>How long a human's message holds bots.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromMinutes(30);
}

/// <summary>Who acts.</summary>
public enum Role
{
    /// <summary>Somebody who writes to the shop.</summary>
    Customer,

    /// <summary>The owner with the phone.</summary>
    Phone,

    /// <summary>A program that answers by the drop-in Cloud API.</summary>
    Bot,

    /// <summary>A person who writes through the hub.</summary>
    Agent,

    /// <summary>A program that tells people what they asked to be told.</summary>
    Notifier,

    /// <summary>Bulk messages.</summary>
    Campaign,

    /// <summary>The business behind the app: asks the phone for its past.</summary>
    Partner,

    /// <summary>WhatsApp itself: where faults happen.</summary>
    Platform,

    /// <summary>This hub.</summary>
    Hub,
}

/// <summary>Somebody a scenario names.</summary>
/// <param name="Name">As the file says.</param>
/// <param name="Role">What they are.</param>
/// <param name="Count">How many; several of one name take turns.</param>
public sealed record Actor(string Name, Role Role, int Count = 1)
{
    /// <summary>Of a bot: what it answers to every message; null: it sends only what steps say.</summary>
    public string? Answers { get; init; }

    /// <summary>Of a bot: how long it takes for an answer.</summary>
    public TimeSpan Thinks { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether it sends through the hub.</summary>
    public bool IsSender => Role is Role.Bot or Role.Agent or Role.Notifier or Role.Campaign;
}

/// <summary>Something that somebody does, once or again and again.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Column">Column of the word for what is done.</param>
/// <param name="At">When, from the start.</param>
/// <param name="Who">By whom.</param>
/// <param name="Act">What.</param>
/// <param name="Given">With what.</param>
public sealed record Step(long Line, long Column, TimeSpan At, Actor Who, Act Act, Given Given)
{
    /// <summary>How often.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Pause between two times.</summary>
    public TimeSpan Every { get; init; }

    /// <summary>Whether the platform must say that it is impossible.</summary>
    public bool IsRefused { get; init; }

    /// <summary>When its last time begins, from the start.</summary>
    public TimeSpan EndsAt => At + (Every * (Times - 1));
}

/// <summary>Something that must be seen.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="At">When, from the start; null: once all has come to rest.</param>
/// <param name="Sight">What kind of thing.</param>
/// <param name="Given">Which of them, and how many.</param>
public sealed record Expectation(long Line, TimeSpan? At, Sight Sight, Given Given)
{
    /// <summary>The author's own words for it; null: none.</summary>
    public string? Because { get; init; }
}
