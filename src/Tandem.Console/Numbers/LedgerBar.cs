using System.Globalization;
using Tandem.Engine.Reading;

namespace Tandem.Console.Numbers;

/// <summary>The balance of a number's ledger as a bar: what was received, and what became of it.</summary>
/// <param name="Segments">The parts that are not zero, in a fixed order.</param>
/// <param name="IsBalanced">Whether received equals the sum of the rest.</param>
/// <param name="Sentence">The same in words.</param>
public sealed record LedgerBar(IReadOnlyList<LedgerSegment> Segments, bool IsBalanced, string Sentence)
{
    /// <summary>The bar of a ledger.</summary>
    public static LedgerBar Of(LedgerView ledger)
    {
        LedgerSegment[] all =
        [
            Segment("applied", "Applied", ledger.Applied, ledger.Received, "taught the timeline something"),
            Segment("duplicate", "Duplicate", ledger.Duplicate, ledger.Received, "taught nothing new"),
            Segment("waiting", "Waiting", ledger.Waiting, ledger.Received, "wait for the message they are about"),
            Segment(
                "set-aside", "Set aside", ledger.SetAside, ledger.Received, "could not be applied; kept with a reason"),
            Segment("pending", "Pending", Math.Max(ledger.Pending, 0), ledger.Received, "not decided yet"),
        ];
        var isBalanced = ledger.Pending >= 0;
        var sentence = ledger.Received == 0
            ? "Nothing received yet."
            : Sum(ledger)
                + (isBalanced ? "." : ": more was told than received. Something was counted twice; report it.");
        return new LedgerBar([.. all.Where(segment => segment.Count > 0)], isBalanced, sentence);
    }

    private static string Sum(LedgerView ledger) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ledger.Received:N0} received = {ledger.Applied:N0} applied + {ledger.Duplicate:N0} duplicate + "
        + $"{ledger.Waiting:N0} waiting + {ledger.SetAside:N0} set aside + {ledger.Pending:N0} pending");

    private static LedgerSegment Segment(string key, string label, long count, long received, string meaning) =>
        new(key, label, count, received == 0 ? 0 : 100.0 * count / received, meaning);
}

/// <summary>A part of the bar.</summary>
/// <param name="Key">Stable; the style sheet's name of it.</param>
/// <param name="Label">What it is.</param>
/// <param name="Count">How many items.</param>
/// <param name="Percent">Its share of what was received.</param>
/// <param name="Meaning">What became of these items.</param>
public sealed record LedgerSegment(string Key, string Label, long Count, double Percent, string Meaning)
{
    /// <summary>Its share as a style sheet writes it; never too thin to be seen.</summary>
    public string Width => Math.Max(Percent, 0.8).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
