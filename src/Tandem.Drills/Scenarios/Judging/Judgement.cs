using System.Globalization;
using Tandem.Drills.Scenarios.Playing;
using Tandem.Drills.Scenarios.Reading;
using Tandem.Platform;

namespace Tandem.Drills.Scenarios.Judging;

/// <summary>Whether what was expected is to be seen.</summary>
internal sealed class Judgement(Scenario scenario, Cast cast, Evidence evidence)
{
    private const int MostShown = 5;

    private static readonly Dictionary<string, string[]> Promises = new(StringComparer.Ordinal)
    {
        ["lost"] = ["P1"],
        ["twice"] = ["P2", "P5"],
        ["hidden"] = ["P3"],
    };

    public Verdict Of(Expectation expectation)
    {
        var given = expectation.Given;
        var finding = expectation.Sight.Name switch
        {
            "messages" => Count(given, [.. Messages(given).Select(Show)]),
            "nothing" => Nothing(given.Texts("is")),
            "sends" => Count(given, [.. Sends(given).Select(Show)]),
            "silent" => Silent(given),
            "delay" => Delay(given),
            "lag" => Lag(given),
            "gap" => Count(given, [.. Gaps(given).Select(gap => $"{gap.Kind} {gap.Wamid}: {gap.Reason}")]),
            "blind_spot" => BlindSpot(given.Text("code")!),
            "link" => new Finding(evidence.Link == given.Text("state"), given.Text("state")!, evidence.Link, []),
            "voice" => Voice(given),
            "screen" => Count(given, [.. Screen(given).Select(Show)]),
            _ => Count(given, [.. Truths(given).Select(Show)]),
        };
        return new Verdict(expectation, finding.Holds, finding.Expected, finding.Seen, finding.Which);
    }

    private IEnumerable<ShownMessage> Messages(Given given) => evidence.Messages.Where(message =>
        Is(message.Customer, given) && Is(message.Origin, given, "origin") && Is(message.Direction, given, "direction")
        && Is(message.Via, given, "via") && Is(message.Type, given, "type") && Is(message.Status, given, "status")
        && Is(message.Text, given, "text") && (given.Actor("by") is not { } by || message.SentBy == by.Name)
        && IsWithin(message.At, given));

    private IEnumerable<SendOutcome> Sends(Given given) => evidence.Sends.Where(send =>
        (given.Actor("by") is not { } by || send.Order.By == by) && Is(send.Order.Customer, given)
        && Is(send.Outcome, given, "outcome") && Is(send.Code, given, "code"));

    private IEnumerable<ShownGap> Gaps(Given given) => evidence.Gaps.Where(gap =>
        Is(gap.Customer, given) && Is(gap.Kind, given, "kind") && Is(gap.IsOpen ? "open" : "closed", given, "state"));

    private IEnumerable<ShownLine> Screen(Given given) => evidence.Screens.Where(line =>
        line.Whose == (given.Text("whose") == "phone" ? Platform.Screen.Phone : Platform.Screen.Customer)
        && Is(line.Customer, given) && Is(line.Line.Author, given, "author") && Is(line.Line.Type, given, "type")
        && Is(line.Line.Text, given, "text") && Is(line.Line.Status, given, "status"));

    private IEnumerable<LedgerLine> Truths(Given given) => evidence.Ledger.Where(line =>
        line.Kind == given.Text("kind") && Is(line.Customer, given) && Is(line.Evidence.Type, given, "type")
        && Is(line.Evidence.Status, given, "status") && Is(line.Evidence.Reason, given, "reason")
        && Is(line.Evidence.Device, given, "device")
        && Is(line.Evidence.Code?.ToString(CultureInfo.InvariantCulture), given, "code") && IsWithin(line.At, given));

    private Finding Silent(Given given)
    {
        var who = given.Actor("who")!;
        var own = evidence.Messages.Where(message => message.SentBy == who.Name && message.Wamid is not null)
            .Select(message => message.Wamid!).ToHashSet(StringComparer.Ordinal);
        var left = evidence.Ledger.Where(line => line.Kind == LedgerKinds.ApiMessage && own.Contains(line.Wamid!)
            && Is(line.Customer, given) && IsWithin(line.At, given)).Select(Show).ToList();
        return new Finding(left.Count == 0, $"nothing from {who.Name}", $"{left.Count} messages", Some(left));
    }

    private Finding Nothing(IReadOnlyList<string> kinds)
    {
        var broken = (evidence.Violations ?? []).Where(one => kinds.Any(kind => Promises[kind].Contains(one.Promise)))
            .Select(one => $"{one.Promise}: {one.What}").ToList();
        return evidence.Violations is null
            ? new Finding(false, "all at rest", "it is asked before the end, when much is still on its way", [])
            : new Finding(
                broken.Count == 0, $"nothing {string.Join(", nothing ", kinds)}", $"{broken.Count} broken promises",
                Some(broken));
    }

    private Finding Delay(Given given)
    {
        var most = given.Time("at_most")!.Value;
        var all = evidence.Decided.Where(one => Is(one.Customer, given)).ToList();
        var late = all.Where(one => one.Took > most).OrderByDescending(one => one.Took).ToList();
        var longest = all.Select(one => one.Took).DefaultIfEmpty().Max();
        return new Finding(
            late.Count == 0 && all.Count > 0, $"at most {Quantities.Words(most)}",
            all.Count == 0 ? "no item of a webhook" : $"{Quantities.Words(longest)} at most, over {all.Count} items",
            Some([.. late.Select(one => $"{one.Wamid} took {Quantities.Words(one.Took)}")]));
    }

    private Finding Lag(Given given)
    {
        var leg = Legs.All.First(one => one.Name == given.Text("leg"));
        var times = Legs.Times(leg, evidence.Ledger).OrderBy(one => one.Took).ToList();
        if (times.Count == 0)
            return new Finding(false, leg.Words, "no message that way", []);

        var counted = times[..Math.Max(1, (int)Math.Ceiling(times.Count * (given.Share("share") ?? 1)))];
        var longest = counted[^1].Took;
        var (least, most) = (given.Time("at_least"), given.Time("at_most"));
        var expected = $"{leg.Words}: the longest"
            + (least is { } from ? $" at least {Quantities.Words(from)}" : "")
            + (most is { } to ? $" at most {Quantities.Words(to)}" : "");
        return new Finding(
            !(longest < least) && !(longest > most), expected,
            $"{Quantities.Words(longest)}, over {counted.Count} of {times.Count} messages",
            Some([.. counted.Where(one => one.Took > most)
                .Select(one => $"{At(one.At)} {one.Wamid} took {Quantities.Words(one.Took)}")]));
    }

    private Finding BlindSpot(string code) => new(
        evidence.BlindSpots.Contains(code), $"{code} is named",
        evidence.BlindSpots.Contains(code) ? "it is" : $"named are {string.Join(", ", evidence.BlindSpots)}", []);

    private Finding Voice(Given given)
    {
        var by = given.Text("by")!;
        var found = evidence.Conversations.Where(one => Is(one.Customer, given)).ToList();
        var others = found.Where(one => (one.SpokenForBy ?? "nobody") != by).ToList();
        return new Finding(
            found.Count > 0 && others.Count == 0, $"{by} speaks",
            found.Count == 0 ? "no conversation" : $"{found.Count - others.Count} of {found.Count} conversations",
            Some([.. others.Select(one => $"{cast.NameOf(one.Customer)}: {one.SpokenForBy ?? "nobody"}")]));
    }

    private static Finding Count(Given given, IReadOnlyList<string> found)
    {
        var (exactly, least, most) =
            (given.Number("exactly"), given.Number("at_least"), given.Number("at_most"));
        var holds = (exactly ?? found.Count) == found.Count && !(found.Count < least) && !(found.Count > most);
        var expected = exactly is not null ? $"{exactly}"
            : least is not null && most is not null ? $"{least} to {most}"
            : least is not null ? $"at least {least}" : $"at most {most}";
        return new Finding(holds, expected, $"{found.Count}", Some(found));
    }

    private bool Is(string? customer, Given given) =>
        given.Actor("of") is not { } actor || (customer is not null && cast.Of(actor).Contains(customer));

    private static bool Is(string? value, Given given, string name) =>
        given.Text(name) is not { } wanted || value == wanted;

    private bool IsWithin(DateTimeOffset at, Given given) =>
        !(at < evidence.Start + given.Time("from")) && !(at >= evidence.Start + given.Time("until"));

    private static IReadOnlyList<string> Some(IReadOnlyList<string> all) =>
        all.Count <= MostShown ? all : [.. all.Take(MostShown), $"and {all.Count - MostShown} more"];

    private string At(DateTimeOffset at) => Quantities.Clock(scenario.Setting.Start + (at - evidence.Start));

    private string Show(ShownMessage one) =>
        $"{At(one.At)} {one.Origin} {one.Type} {cast.NameOf(one.Customer)} {one.Status} {one.Wamid}";

    private string Show(SendOutcome one) =>
        $"{At(one.At)} {one.Order.By.Name} to {cast.NameOf(one.Order.Customer)}: {one.Outcome} {one.Code} {one.Wamid}";

    private string Show(ShownLine one) => $"{At(one.Line.Timestamp)} {one.Line.Author} {one.Line.Type} "
        + $"{one.Line.Status} {one.Line.Wamid}";

    private string Show(LedgerLine one) => $"{At(one.At)} {cast.NameOf(one.Customer)} {one.Evidence.Type} "
        + $"{one.Evidence.Status} {one.Evidence.Code} {one.Evidence.Reason} {one.Wamid}";

    private sealed record Finding(bool Holds, string Expected, string Seen, IReadOnlyList<string> Which);
}
