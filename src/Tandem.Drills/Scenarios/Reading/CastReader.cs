using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Tandem.Drills.Scenarios.Reading;

/// <summary>Reads who is there.</summary>
internal sealed class CastReader(Mistakes mistakes)
{
    private const int MostOfOneName = 1000;

    private static readonly string[] Parts = ["role", "count", "answers", "thinks"];

    public IReadOnlyList<Actor> Read(Sheet? sheet)
    {
        var cast = new List<Actor>(Vocabulary.Standing);
        foreach (var name in sheet?.Keys ?? [])
        {
            if (cast.Any(actor => actor.Name == name))
                mistakes.Add(sheet!.Take(name)!, sheet.Of(name), null, "is there by itself", "leave it out");
            else if (Read(sheet!, name) is { } actor)
                cast.Add(actor);
        }

        foreach (var second in cast.Where(actor => actor.Role == Role.Bot).Skip(1))
            mistakes.Add(
                sheet!.Take(second.Name)!, sheet.Of(second.Name), null, "must be the only bot", "make it a notifier");
        return cast;
    }

    private Actor? Read(Sheet sheet, string name)
    {
        if (sheet.Take(name) is YamlScalarNode word)
            return RoleOf(word, sheet.Of(name)) is { } plain ? new Actor(name, plain) : null;
        if (sheet.Inner(name) is not { } details
            || details.Required("role", "role: customer") is not { } written
            || RoleOf(written, details.Of("role")) is not { } role)
            return null;

        var actor = new Actor(name, role)
        {
            Answers = details.Scalar("answers")?.Value,
            Thinks = ThinksOf(details),
        };
        var count = CountOf(details);
        if (count > 1 && role != Role.Customer)
            mistakes.Add(details.Take("count")!, details.Of("count"), null, "is for customers", "leave it out");
        if (role != Role.Bot && (actor.Answers is not null || details.Keys.Contains("thinks")))
            mistakes.Add(details.Node, details.Path, null, "answers by itself only as a bot", "make its role bot");
        details.Close("an actor", Parts);
        return actor with { Count = count };
    }

    private Role? RoleOf(YamlScalarNode word, string field)
    {
        var roles = Vocabulary.Roles.ToDictionary(Vocabulary.Word);
        if (roles.TryGetValue(word.Value!, out var role))
            return role;
        mistakes.Add(
            word, field, word.Value, $"must be one of {string.Join(", ", roles.Keys)}",
            Advice.On(word.Value!, roles.Keys));
        return null;
    }

    private int CountOf(Sheet details)
    {
        if (details.Scalar("count") is not { } count)
            return 1;
        if (int.TryParse(count.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= MostOfOneName)
            return number;
        mistakes.Add(
            count, details.Of("count"), count.Value, $"must be a whole number from 1 to {MostOfOneName}", "change it");
        return 1;
    }

    private TimeSpan ThinksOf(Sheet details)
    {
        if (details.Scalar("thinks") is not { } thinks)
            return TimeSpan.FromSeconds(2);
        if (Quantities.Duration(thinks.Value!) is { } time)
            return time;
        mistakes.Add(thinks, details.Of("thinks"), thinks.Value, "must be a duration", "write it like 5s");
        return default;
    }
}
