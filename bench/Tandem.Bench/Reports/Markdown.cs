using System.Globalization;
using System.Text;

namespace Tandem.Bench.Reports;

/// <summary>Writes a report to the terminal and, if asked, to a file.</summary>
internal sealed class Markdown
{
    private readonly StringBuilder _text = new();

    public Markdown Line(string line = "")
    {
        _text.Append(line).Append('\n');
        return this;
    }

    public Markdown Row(params object[] cells) => Line("| " + string.Join(" | ", cells.Select(Cell)) + " |");

    /// <summary>The heads of a table.</summary>
    public Markdown Heads(params string[] heads) =>
        Row([.. heads]).Line("|" + string.Concat(Enumerable.Repeat("---|", heads.Length)));

    /// <summary>When and on what it was measured.</summary>
    public Markdown Conditions(string? calibrated = null)
    {
        var processor = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ").Last();
        Line(string.Create(CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores of "
            + $"{processor}, .NET {Environment.Version}; the load runs on the same machine."));
        if (calibrated is not null)
            Line($"An integer loop on two threads: {calibrated}.");
        return Line();
    }

    public void Write(string? file)
    {
        System.Console.Write(_text);
        if (file is not null)
            File.WriteAllText(file, _text.ToString());
    }

    private static string Cell(object cell) => cell switch
    {
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F1} ms"),
        double number => number.ToString(number < 10 ? "F2" : "N0", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
