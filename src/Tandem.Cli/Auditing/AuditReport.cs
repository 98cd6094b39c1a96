namespace Tandem.Cli.Auditing;

/// <summary>What an audit found.</summary>
internal sealed class AuditReport
{
    private const int MostShown = 20;

    /// <summary>How many messages and events were judged.</summary>
    public int Messages { get; set; }

    /// <summary>The hub was told and shows nothing.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>On a timeline, or at the customer, more than once.</summary>
    public List<string> Twice { get; } = [];

    /// <summary>Known, but not shown where it belongs; with the kind of hiding.</summary>
    public List<(string Kind, string What)> Hidden { get; } = [];

    /// <summary>Nothing about it has reached the hub; with the reason the ledger gives.</summary>
    public List<(string Kind, string What)> Unknowable { get; } = [];

    /// <summary>Whether nothing is lost, twice or hidden.</summary>
    public bool IsClean => Lost.Count == 0 && Twice.Count == 0 && Hidden.Count == 0;

    /// <summary>Prints counts first, by kind where there are kinds, then what is wrong.</summary>
    public void Write(TextWriter to)
    {
        to.WriteLine($"messages:   {Messages}");
        to.WriteLine($"lost:       {Lost.Count}");
        to.WriteLine($"twice:      {Twice.Count}");
        to.WriteLine($"hidden:     {Hidden.Count}{ByKind(Hidden)}");
        to.WriteLine($"unknowable: {Unknowable.Count}{ByKind(Unknowable)}");
        Write(to, "lost", Lost);
        Write(to, "twice", Twice);
        Write(to, "hidden", [.. Hidden.Select(hidden => hidden.What)]);
    }

    private static string ByKind(List<(string Kind, string What)> found) => found.Count == 0
        ? ""
        : " (" + string.Join(", ", found.CountBy(one => one.Kind).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} {group.Value}")) + ")";

    private static void Write(TextWriter to, string word, List<string> found)
    {
        foreach (var one in found.Take(MostShown))
            to.WriteLine($"  {word}: {one}");
        if (found.Count > MostShown)
            to.WriteLine($"  {word}: and {found.Count - MostShown} more");
    }
}
