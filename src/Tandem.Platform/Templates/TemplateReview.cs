using Tandem.Platform.Accounts;

namespace Tandem.Platform.Templates;

/// <summary>
/// Meta's review of new and edited templates. What rejects by itself is what Meta's own sample rejects: parameters side
/// by side. Any other verdict is an operator's.
/// </summary>
internal sealed class TemplateReview(World world, TemplateNews news)
{
    public const string InvalidFormat = "INVALID_FORMAT";

    /// <summary>Puts a template before the reviewers.</summary>
    public void Begin(Account account, Template template)
    {
        template.Status = TemplateStatus.Pending;
        template.RejectedReason = "NONE";
        template.Version++;
        if (world.Options.TemplateReviewTakes is { } latency)
            world.After(latency, new Due.TemplateReviewed(account, template, template.Version));
    }

    public void End(Due.TemplateReviewed due)
    {
        if (due.Template.Status == TemplateStatus.Pending && due.Template.Version == due.Version)
            Decide(due.Account, due.Template, approved: !due.Template.Text.HasNeighbours, InvalidFormat);
    }

    /// <summary>Gives the verdict.</summary>
    public void Decide(Account account, Template template, bool approved, string reason)
    {
        template.Status = approved ? TemplateStatus.Approved : TemplateStatus.Rejected;
        template.RejectedReason = approved ? "NONE" : reason;
        news.Status(account, template);
    }
}
