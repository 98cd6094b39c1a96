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

    /// <summary>Known, but not shown where it belongs.</summary>
    public List<string> Hidden { get; } = [];

    /// <summary>Nothing about it has reached the hub.</summary>
    public List<string> Unknowable { get; } = [];

    /// <summary>Whether nothing is lost, twice or hidden.</summary>
    public bool IsClean => Lost.Count == 0 && Twice.Count == 0 && Hidden.Count == 0;

    /// <summary>Prints counts first, then what is wrong.</summary>
    public void Write(TextWriter to)
    {
        to.WriteLine($"messages:   {Messages}");
        to.WriteLine($"lost:       {Lost.Count}");
        to.WriteLine($"twice:      {Twice.Count}");
        to.WriteLine($"hidden:     {Hidden.Count}");
        to.WriteLine($"unknowable: {Unknowable.Count}");
        Write(to, "lost", Lost);
        Write(to, "twice", Twice);
        Write(to, "hidden", Hidden);
    }

    private static void Write(TextWriter to, string word, List<string> found)
    {
        foreach (var one in found.Take(MostShown))
            to.WriteLine($"  {word}: {one}");
        if (found.Count > MostShown)
            to.WriteLine($"  {word}: and {found.Count - MostShown} more");
    }
}
