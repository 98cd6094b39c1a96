namespace Tandem.Drills.Tests.Mutants;

/// <summary>
/// A change of one file in the form of a unified diff. It is found by its text, not by its line numbers.
/// </summary>
internal sealed record Patch(string Path, string Old, string New)
{
    public static Patch Read(string file)
    {
        var lines = File.ReadAllLines(file);
        var path = lines.Single(line => line.StartsWith("+++ b/", StringComparison.Ordinal))["+++ b/".Length..];
        var hunk = lines.SkipWhile(line => !line.StartsWith("@@", StringComparison.Ordinal)).Skip(1).ToList();
        return new Patch(path, Side(hunk, '-'), Side(hunk, '+'));
    }

    /// <summary>Applies it below a folder.</summary>
    /// <exception cref="InvalidOperationException">The old text does not stand there exactly once.</exception>
    public void Apply(string root) => Replace(root, Old, New);

    /// <summary>Takes it back.</summary>
    public void Revert(string root) => Replace(root, New, Old);

    private void Replace(string root, string from, string to)
    {
        var file = System.IO.Path.Combine(root, Path);
        var text = File.ReadAllText(file);
        var parts = text.Split(from);
        if (parts.Length != 2)
            throw new InvalidOperationException($"{Path} holds this {parts.Length - 1} times, not once:\n{from}");

        File.WriteAllText(file, parts[0] + to + parts[1]);
    }

    private static string Side(IEnumerable<string> hunk, char sign) => string.Concat(
        hunk.Where(line => line.Length > 0 && (line[0] == ' ' || line[0] == sign)).Select(line => line[1..] + "\n"));
}
