using Tandem.Domain.Sending;

namespace Tandem.Domain.Mirroring;

/// <summary>Says before something is sent or done whether it may go, who gets it and what the other end of the number
/// sees.</summary>
public static class Preflight
{
    /// <summary>The hub's clock and Meta's differ: what is this close to the end of the window may come too late.
    /// </summary>
    public static readonly TimeSpan WindowMargin = TimeSpan.FromSeconds(30);

    private const string Windows = "Meta, Send messages, customer service windows";
    private const string Templates = "Meta, Message templates";
    private const int MostNamed = 5;

    /// <summary>The verdict on what somebody is about to do.</summary>
    public static Verdict Of(Intent intent, Circumstances now)
    {
        var row = MirrorTable.Find(intent.From, intent.Kind);
        var findings = Findings(intent, row, now).OrderBy(finding => finding.Weight).ToList();
        var may = findings.Any(finding => finding.Weight == Weight.Refuses) ? May.No
            : findings.Any(finding => finding.Weight == Weight.Holds) ? May.Wait
            : May.Go;
        var isDone = may != May.No;
        return new Verdict(
            may,
            isDone,
            isDone && row is not null ? row.Other : Mirrored.Nothing,
            row?.Sureness ?? Sureness.Open,
            new([.. findings]));
    }

    // Of what cannot be read nothing more can be said; of a private conversation nothing more is told.
    private static IEnumerable<Finding> Findings(Intent intent, MirrorRow? row, Circumstances now) =>
        intent.Findings.Any(finding => finding.Code == FindingCodes.Malformed) ? intent.Findings
        : intent.From == Side.Api && now.Refusal is { Code: Refusal.Private } ? [Held(now)!]
        : intent.Findings
            .Concat(row is null ? [Unknown(intent)] : OfRow(row))
            .Concat(intent.From == Side.Api ? Sent(intent, now) : []);

    // What Meta may add tomorrow is no reason to refuse what a person or customer does today.
    private static Finding Unknown(Intent intent) => intent.From == Side.Api
        ? new(FindingCodes.KindUnknown, Weight.Refuses, $"The Cloud API takes no messages of type {intent.Kind}.")
        {
            Field = "type",
            Source = "Meta, Send messages",
        }
        : new(FindingCodes.KindUnknown, Weight.Warns, $"Nobody has written down what becomes of {intent.Kind}.");

    private static IEnumerable<Finding> OfRow(MirrorRow row)
    {
        if (row.Barred is { } barred)
        {
            yield return About(row, FindingCodes.Barred, Weight.Refuses, barred) with { Remedy = row.Instead };
            yield break;
        }

        if (row.Other is Mirrored.Nothing or Mirrored.Unsupported or Mirrored.Unavailable or Mirrored.TooLarge)
        {
            var says = row.Other == Mirrored.Nothing
                ? "The Cloud API is told nothing of it."
                : "The Cloud API is told that something came, and not what.";
            yield return About(row, FindingCodes.Unseen, Weight.Warns, says) with { Remedy = row.Instead };
        }

        if (row.Sureness == Sureness.Open)
            yield return About(row, FindingCodes.Unproved, Weight.Warns, "Meta does not say what is told of it.");
        if (row.Reported is { } reported)
            yield return About(row, FindingCodes.Reported, Weight.Warns, reported);
    }

    private static IEnumerable<Finding> Sent(Intent intent, Circumstances now)
    {
        if (Held(now) is { } held)
            yield return held;
        if (intent.Template is { } template)
        {
            if (OfTemplate(template, now) is { } unusable)
                yield return unusable;
        }
        else if (OfWindow(now) is { } late)
            yield return late;
    }

    private static Finding? Held(Circumstances now) => now.Refusal is { } refusal
        ? new(
            refusal.Code,
            refusal.IsFinalFor(now.Lane) ? Weight.Refuses : Weight.Holds,
            refusal.By is { } by ? $"It is held by {by}." : "The hub does not let it go.")
        {
            Until = refusal.Until,
        }
        : null;

    private static Finding? OfWindow(Circumstances now)
    {
        if (!(now.WindowUntil > now.Now))
            return new(
                FindingCodes.WindowClosed,
                Weight.Refuses,
                "The customer has not written within the last 24 hours, and a message from the phone opens no window.")
            {
                Remedy = Fitting(now),
                Source = Windows,
            };
        return now.WindowUntil - now.Now < WindowMargin
            ? new(FindingCodes.WindowCloses, Weight.Warns, "The customer service window is about to close.")
            {
                Remedy = Fitting(now),
                Source = Windows,
                Until = now.WindowUntil,
            }
            : null;
    }

    private static string Fitting(Circumstances now)
    {
        var usable = now.Templates?.Where(template => template.IsUsable)
            .Select(template => $"{template.Name.Name} ({template.Name.Language})").Take(MostNamed).ToList() ?? [];
        return usable.Count > 0
            ? $"Send a template, such as {string.Join(", ", usable)}, or answer from the phone."
            : "Send a template, or answer from the phone.";
    }

    private static Finding? OfTemplate(TemplateName name, Circumstances now)
    {
        if (now.Templates is not { } known)
            return new(FindingCodes.TemplateUnchecked, Weight.Warns, "Meta did not tell which templates there are.")
            {
                Field = "template",
            };
        if (known.FirstOrDefault(one => one.Name == name) is not { } found)
        {
            var languages = known.Where(one => one.Name.Name == name.Name).Select(one => one.Name.Language).ToList();
            return new(
                FindingCodes.TemplateUnknown,
                Weight.Refuses,
                $"The account has no template {name.Name} in {name.Language}.")
            {
                Field = "template",
                Remedy = languages.Count > 0 ? $"It is there in {string.Join(", ", languages)}." : null,
                Source = Templates,
            };
        }

        return found.IsUsable
            ? null
            : new(
                FindingCodes.TemplateUnusable, Weight.Refuses, $"Meta does not take it: it is {found.Status}.")
            {
                Field = "template",
                Source = Templates,
            };
    }

    private static Finding About(MirrorRow row, string code, Weight weight, string says) =>
        new(code, weight, says) { Source = $"{row.Source}, {row.ReadOn:yyyy-MM-dd}" };
}
