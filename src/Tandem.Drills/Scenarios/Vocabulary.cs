namespace Tandem.Drills.Scenarios;

/// <summary>Of which kind a parameter's value is.</summary>
public enum ValueKind
{
    /// <summary>Any words.</summary>
    Text,

    /// <summary>A duration such as <c>90s</c>.</summary>
    Duration,

    /// <summary>A time of day such as <c>09:10:30</c>; on the first day of the scenario.</summary>
    Time,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A size such as <c>17 MB</c>.</summary>
    Size,

    /// <summary>A number from 0 to 1.</summary>
    Share,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>One word of a list.</summary>
    Choice,

    /// <summary>Several words of a list.</summary>
    Choices,

    /// <summary>A customer of the scenario, or several of one name.</summary>
    Customer,

    /// <summary>Somebody of the scenario who sends through the hub.</summary>
    Sender,

    /// <summary>A name for what this step makes, for later steps.</summary>
    NewName,

    /// <summary>A name that an earlier step gave.</summary>
    KnownName,
}

/// <summary>Something that a step or an expectation may say.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="About">What it means.</param>
public sealed record Parameter(string Name, ValueKind Kind, string About)
{
    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Words it may be; empty: any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>Something that can be done.</summary>
/// <param name="Name">The word after <c>does</c>.</param>
/// <param name="Roles">Who can.</param>
/// <param name="About">What happens.</param>
/// <param name="Parameters">What it may be given.</param>
public sealed record Act(string Name, IReadOnlyList<Role> Roles, string About, IReadOnlyList<Parameter> Parameters);

/// <summary>Something that can be looked at.</summary>
/// <param name="Name">The word after <c>see</c>.</param>
/// <param name="About">What is counted or compared.</param>
/// <param name="Parameters">What it may be given.</param>
public sealed record Sight(string Name, string About, IReadOnlyList<Parameter> Parameters);

/// <summary>All words of scenarios. <c>docs/scenarios.md</c> has the same table; a test holds them together.</summary>
public static class Vocabulary
{
    /// <summary>What can be done.</summary>
    public static IReadOnlyList<Act> Acts { get; } = [.. ActWords.All];

    /// <summary>What can be looked at.</summary>
    public static IReadOnlyList<Sight> Sights { get; } = [.. SightWords.All];

    /// <summary>Actors that every scenario has, by name.</summary>
    public static IReadOnlyList<Actor> Standing { get; } =
    [
        new("phone", Role.Phone), new("partner", Role.Partner), new("platform", Role.Platform), new("hub", Role.Hub),
    ];

    /// <summary>Roles a file may give to an actor.</summary>
    public static IReadOnlyList<Role> Roles { get; } =
        [Role.Customer, Role.Bot, Role.Agent, Role.Notifier, Role.Campaign];

    /// <summary>A role as files write it.</summary>
    public static string Word(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>The act of a word for a role; null: there is none.</summary>
    public static Act? FindAct(string name, Role role) =>
        Acts.FirstOrDefault(act => act.Name == name && act.Roles.Contains(role));

    /// <summary>The sight of a word; null: there is none.</summary>
    public static Sight? FindSight(string name) => Sights.FirstOrDefault(sight => sight.Name == name);
}
