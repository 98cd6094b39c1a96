using Tandem.Platform.Accounts;
using Tandem.Platform.Sending.Quality;

namespace Tandem.Platform.Templates;

/// <summary>
/// The quality of templates and what follows from it (Meta, "Template quality" and "Template pausing"): a template that
/// turns RED is paused for 3 hours, the second time for 6, the third time it is disabled. After a pause its feedback
/// begins anew (ours: otherwise the complaints that paused it would do so again at once).
/// </summary>
internal sealed class TemplateWatch(World world, TemplateNews news, Pacing pacing)
{
    /// <summary>A customer complained about a message made from the template.</summary>
    public void Complain(Account account, Template template)
    {
        template.Feedback.CountComplaint(world.Now);
        Look(account, template);
    }

    public void Look(Due.TemplateLooks due)
    {
        due.Template.Looking = false;
        Look(due.Account, due.Template);
    }

    public void Decide(Due.PacingDecides due)
    {
        if (due.Template.Pace.Held.Count == 0)
            return;
        Look(due.Account, due.Template);
        if (due.Template.Status == TemplateStatus.Approved)
            pacing.Release(due.Template);
        else
            pacing.Drop(due.Template);
    }

    public void Unpause(Due.TemplateUnpauses due)
    {
        var template = due.Template;
        if (template.Status != TemplateStatus.Paused || template.Pauses != due.Pause)
            return;
        template.Status = TemplateStatus.Approved;
        template.UnpausedAt = world.Now;
        template.Feedback.Clear();
        template.Pace.Restart();
        news.Status(due.Account, template, PauseTitles.Ended);
        Rate(due.Account, template, QualityRating.Unknown);
    }

    private void Look(Account account, Template template)
    {
        if (template.Status != TemplateStatus.Approved)
            return;
        var rating = QualityRatings.Of(template.Feedback, world.Now, world.Options);
        if (rating == QualityRating.Green && template.Rating == QualityRating.Unknown && !IsKnown(template))
            return;
        Rate(account, template, rating);
        if (rating == QualityRating.Red)
            Pause(account, template);
        else if (rating == QualityRating.Yellow && !template.Looking)
        {
            template.Looking = true;
            world.Agenda.Add(world.Now + world.Options.QualityLooks, new Due.TemplateLooks(account, template));
        }
    }

    private void Rate(Account account, Template template, QualityRating rating)
    {
        var before = template.Rating;
        if (before == rating)
            return;
        template.Rating = rating;
        template.RatedAt = world.Now;
        if (rating == QualityRating.Yellow)
            template.Pace.Restart();
        news.Quality(account, template, before);
    }

    private void Pause(Account account, Template template)
    {
        template.Pauses++;
        TimeSpan? length = template.Pauses switch
        {
            1 => world.Options.FirstPause,
            2 => world.Options.SecondPause,
            _ => null,
        };
        template.Status = length is null ? TemplateStatus.Disabled : TemplateStatus.Paused;
        if (length is { } pause)
            world.Agenda.Add(world.Now + pause, new Due.TemplateUnpauses(account, template, template.Pauses));
        news.Status(account, template, template.Pauses switch
        {
            1 => PauseTitles.First,
            2 => PauseTitles.Second,
            _ => PauseTitles.Disabled,
        });
        pacing.Drop(template);
    }

    private bool IsKnown(Template template) =>
        template.Feedback.Deliveries(world.Now, FeedbackWindow.Week) >= world.Options.TemplateRatedAfter;
}
