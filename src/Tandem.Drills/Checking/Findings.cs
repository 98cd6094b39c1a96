using Tandem.Drills.Worlds;
using Tandem.Platform;

namespace Tandem.Drills.Checking;

/// <summary>A finished world with all that the checks compare.</summary>
internal sealed class Findings
{
    private readonly List<Violation> _violations = [];
    private readonly bool _wereParted;

    private Findings(World world)
    {
        World = world;
        Truth = new Truth(world);
        Told = Told.Read(world.Witness.Acknowledgements);
        Hub = new HubRecord(world.Disk);
        _wereParted = world.Platform.Ledger.Any(line => line.Kind == LedgerKinds.LinkChanged);
    }

    public World World { get; }

    public Truth Truth { get; }

    public Told Told { get; }

    public HubRecord Hub { get; }

    /// <summary>What the hub could know of who is who.</summary>
    public Acquaintance Acquaintance => field ??= new Acquaintance(Clues.In(World));

    /// <summary>
    /// Whether nobody ever proved to the hub that a send of its own left: the answer was lost, and the statuses fell
    /// into hours in which app and API were parted, of which no webhook tells. A person is asked; an echo of it, which
    /// may come all the same, cannot be told from the phone's words.
    /// </summary>
    public bool IsUnprovable(TrueMessage message) =>
        message is { Author: Author.Api, Mark: { } mark } && _wereParted
        && !World.Witness.Settled.ContainsKey(mark) && !Told.Statuses.ContainsKey(message.Wamid);

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
        CollisionsListed.Check(findings);
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
