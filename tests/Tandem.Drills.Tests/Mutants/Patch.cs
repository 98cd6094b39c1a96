namespace Tandem.Drills.Tests.Mutants;

/// <summary>
/// A change of one file in the form of a unified diff. It is found by its text, not by its line numbers. Above the diff
/// it names the promise that must be found broken, and the safeguard it takes away.
/// </summary>
internal sealed record Patch(string Path, string Old, string New, string? Promise)
{
    public static Patch Read(string file)
    {
        var lines = File.ReadAllLines(file);
        var hunk = lines.SkipWhile(line => !line.StartsWith("@@", StringComparison.Ordinal)).Skip(1).ToList();
        return new Patch(After("+++ b/")!, Side(hunk, '-'), Side(hunk, '+'), After("Promise: "));

        string? After(string head) =>
            lines.SingleOrDefault(line => line.StartsWith(head, StringComparison.Ordinal))?[head.Length..];
    }

    /// <summary>Applies it below a folder.</summary>
    /// <returns>The file's text as it was.</returns>
    /// <exception cref="InvalidOperationException">The old text does not stand there exactly once.</exception>
    public string Apply(string root)
    {
        var file = System.IO.Path.Combine(root, Path);
        var text = File.ReadAllText(file);
        var parts = text.Split(Old);
        if (parts.Length != 2)
            throw new InvalidOperationException($"{Path} holds this {parts.Length - 1} times, not once:\n{Old}");

        File.WriteAllText(file, parts[0] + New + parts[1]);
        return text;
    }

    private static string Side(IEnumerable<string> hunk, char sign) => string.Concat(
        hunk.Where(line => line.Length > 0 && (line[0] == ' ' || line[0] == sign)).Select(line => line[1..] + "\n"));
}
