namespace Tandem.Drills.Scenarios.Reading;

/// <summary>Something wrong in a scenario's file.</summary>
/// <param name="File">The file, as its reader named it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Field">What it is about, such as <c>steps[3].does</c>.</param>
/// <param name="Value">What stands there; null where nothing does.</param>
/// <param name="Rule">What is asked of it.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Mistake(
    string File, long Line, long Column, string Field, string? Value, string Rule, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{File}:{Line}:{Column}: {Field}{(Value is null ? "" : $" = '{Value}'")}: {Rule}; {Remedy}.";
}

/// <summary>A scenario cannot be played as it is.</summary>
/// <param name="mistakes">All that is wrong with it, by place.</param>
public sealed class ScenarioUnreadableException(IReadOnlyList<Mistake> mistakes)
    : Exception(string.Join('\n', mistakes))
{
    /// <summary>All that is wrong with it, by place.</summary>
    public IReadOnlyList<Mistake> Mistakes => mistakes;
}
