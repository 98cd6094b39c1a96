using Tandem.Domain.Mirroring;
using Tandem.Engine.Reading;

namespace Tandem.Engine.Checks;

/// <summary>What a preflight says of one message.</summary>
/// <param name="Index">Its place among those that were asked about, from 0.</param>
/// <param name="May"><c>go</c>, <c>wait</c> (not now) or <c>no</c> (it would be refused as it is).</param>
/// <param name="Received">Whether the one it is for gets it.</param>
/// <param name="Mirrored">What the other end of the number sees: of what the Cloud API sends the phone's <c>chat</c>,
/// of what a phone does <c>message</c>, <c>echo</c>, <c>contact</c>, <c>unsupported</c>, <c>unavailable</c> or
/// <c>too_large</c>; <c>nothing</c> where nobody sees it.</param>
/// <param name="Sureness"><c>documented</c>, <c>inferred</c> or <c>open</c>: how sure that is.</param>
/// <param name="Findings">Why, the gravest first.</param>
public sealed record CheckView(
    int Index, string May, bool Received, string Mirrored, string Sureness, IReadOnlyList<FindingView> Findings)
{
    /// <summary>A verdict as it is shown.</summary>
    public static CheckView Of(int index, Verdict verdict) => new(
        index,
        Wording.Word(verdict.May),
        verdict.IsReceived,
        Wording.Word(verdict.Mirrored),
        Wording.Word(verdict.Sureness),
        [
            .. verdict.Findings.Select(finding => new FindingView(
                finding.Code, Wording.Word(finding.Weight), finding.Says, finding.Field, finding.Remedy,
                finding.Source, finding.Until)),
        ]);
}

/// <summary>One thing that a preflight found.</summary>
/// <param name="Code">Stable; docs/checks.md lists them.</param>
/// <param name="Weight"><c>refuses</c>, <c>holds</c>, <c>warns</c> or <c>advises</c>.</param>
/// <param name="Says">What is so.</param>
/// <param name="Field">The member of the body it is about, if one is.</param>
/// <param name="Remedy">What to do, if anything helps.</param>
/// <param name="Source">Where the rule is written; absent for the hub's own.</param>
/// <param name="Until">What ends it, if a time does.</param>
public sealed record FindingView(
    string Code, string Weight, string Says, string? Field, string? Remedy, string? Source, DateTimeOffset? Until);
