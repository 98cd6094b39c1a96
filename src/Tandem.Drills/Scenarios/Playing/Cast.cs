namespace Tandem.Drills.Scenarios.Playing;

/// <summary>Which of the platform's customers an actor of a scenario is; several of one name take turns.</summary>
public sealed class Cast
{
    private readonly Dictionary<string, string[]> _customers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _turns = new(StringComparer.Ordinal);

    /// <summary>The customers of a scenario on a stage.</summary>
    public Cast(Scenario scenario, IStage stage)
    {
        var met = 0;
        foreach (var actor in scenario.Actors.Where(actor => actor.Role == Role.Customer))
        {
            var names = Enumerable.Range(met, actor.Count).Select(stage.Customer).ToArray();
            _customers.Add(actor.Name, names);
            met += names.Length;
        }
    }

    /// <summary>All customers of the scenario.</summary>
    public IEnumerable<string> All => _customers.Values.SelectMany(names => names);

    /// <summary>The customers of one name.</summary>
    public IReadOnlyList<string> Of(Actor actor) => _customers[actor.Name];

    /// <summary>Whose turn it is among them.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="whose">Takes turns for itself: a step.</param>
    internal string Next(Actor actor, string whose)
    {
        var names = _customers[actor.Name];
        var turn = _turns.GetValueOrDefault(whose);
        _turns[whose] = turn + 1;
        return names[turn % names.Length];
    }

    /// <summary>What the scenario calls a customer; null: it is none of its.</summary>
    public string? NameOf(string? customer) => _customers
        .Where(one => one.Value.Contains(customer))
        .Select(one => one.Value.Length == 1 ? one.Key : $"{one.Key} {Array.IndexOf(one.Value, customer) + 1}")
        .FirstOrDefault();
}
