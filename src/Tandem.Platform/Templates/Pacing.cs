using Tandem.Platform.Accounts;
using Tandem.Platform.People;
using Tandem.Platform.Sending;
using Tandem.Platform.Sending.Quality;

namespace Tandem.Platform.Templates;

/// <summary>
/// Template pacing (Meta, "Template pacing"): of a marketing template that is new, was paused or is not GREEN, the
/// first sends go out and the rest is held until their feedback is in. Utility templates are paced for a week after a
/// pause.
/// </summary>
internal sealed class Pacing(World world, Journey journey)
{
    private static readonly TimeSpan UtilityIsPacedFor = TimeSpan.FromDays(7);

    /// <summary>Counts a send; true: it is to be held.</summary>
    public bool Holds(Template? template)
    {
        if (template is null || world.Options.PacingAfter is not { } most || !Needs(template))
            return false;
        return ++template.Pace.Sent > most;
    }

    /// <summary>Holds an accepted message.</summary>
    public void Hold(Account account, Template template, Message message)
    {
        if (template.Pace.Held.Count == 0)
            world.Agenda.Add(world.Now + world.Options.PacingTakes, new Due.PacingDecides(account, template));
        template.Pace.Held.Add(message);
    }

    /// <summary>The feedback was good enough: everything goes its way, and nothing is held from now on.</summary>
    public void Release(Template template)
    {
        template.Pace.Passed = true;
        foreach (var message in Take(template))
            journey.Begin(message);
    }

    /// <summary>It was not: what is held fails.</summary>
    public void Drop(Template template)
    {
        var refusal = Graph.Refusal.TemplatePaused;
        foreach (var message in Take(template))
            journey.BeginFailing(message, refusal.Code, refusal.Message, refusal.Details!);
    }

    private bool Needs(Template template)
    {
        if (template.Pace.Passed || template.Category == "AUTHENTICATION")
            return false;
        return template.IsMarketing
            ? template.Rating != QualityRating.Green
            : template.UnpausedAt is { } at && world.Now - at < UtilityIsPacedFor;
    }

    private static List<Message> Take(Template template)
    {
        var held = template.Pace.Held.ToList();
        template.Pace.Held.Clear();
        return held;
    }
}
