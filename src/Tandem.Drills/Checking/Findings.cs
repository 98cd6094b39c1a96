using Tandem.Drills.Worlds;

namespace Tandem.Drills.Checking;

/// <summary>A finished world with all that the checks compare.</summary>
internal sealed class Findings
{
    private readonly List<Violation> _violations = [];

    private Findings(World world)
    {
        World = world;
        Truth = new Truth(world);
        Told = Told.Read(world.Witness.Acknowledgements);
        Hub = new HubRecord(world.Disk);
    }

    public World World { get; }

    public Truth Truth { get; }

    public Told Told { get; }

    public HubRecord Hub { get; }

    /// <summary>What the hub could know of who is who.</summary>
    public Acquaintance Acquaintance => field ??= new Acquaintance(Clues.In(World));

    /// <summary>Every promise that was broken, by promise.</summary>
    public static IReadOnlyList<Violation> Of(World world, bool becameQuiet)
    {
        if (world.Pump.Escape is { } escape)
            return [new Violation("determinism", escape, [])];

        var findings = new Findings(world);
        Liveness.Check(findings, becameQuiet);
        NothingLost.Check(findings);
        NothingTwice.Check(findings);
        NothingHidden.Check(findings);
        LinkKnown.Check(findings);
        MediaAccountedFor.Check(findings);
        SameWords.Check(findings);
        OneVoice.Check(findings);
        SentOnce.Check(findings);
        CallersToldTruth.Check(findings);
        HeldForAReason.Check(findings);
        ToldInOrder.Check(findings);
        Attention.Check(findings);
        Replayed.Check(findings);
        return findings._violations;
    }

    public void Broken(string promise, string what, params string?[] about) =>
        _violations.Add(new Violation(promise, what, [.. about.OfType<string>().Where(id => id.Length > 0)]));
}
