using System.Globalization;
using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.Sending.Quality;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Templates;

/// <summary>Tells of templates: webhooks and the ledger (Meta, message_template_status_update and
/// message_template_quality_update).</summary>
internal sealed class TemplateNews(World world, WebhookPost webhooks)
{
    /// <summary>The template has its status now.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="template">The template.</param>
    /// <param name="title">Which pause it is, or that one ended; null: it is not about a pause.</param>
    public void Status(Account account, Template template, string? title = null) =>
        Tell(account, template, template.Status.Name(), template.RejectedReason, writer =>
        {
            if (template.RejectedReason == TemplateReview.InvalidFormat)
            {
                writer.WriteStartObject("rejection_info");
                writer.WriteString("reason", "Your template has parameters placed next to each other.");
                writer.WriteString("recommendation", "Separate parameters with words.");
                writer.WriteEndObject();
            }

            if (template.Status == TemplateStatus.Disabled)
            {
                writer.WriteStartObject("disable_info");
                writer.WriteNumber("disable_date", world.Now.ToUnixTimeSeconds());
                writer.WriteEndObject();
            }

            if (title is not null)
            {
                writer.WriteStartObject("other_info");
                writer.WriteString("title", title);
                writer.WriteString("description", DescriptionOf(title));
                writer.WriteEndObject();
            }
        });

    /// <summary>The template was deleted; its name stays blocked for a while.</summary>
    public void Deleted(Account account, Template template) =>
        Tell(account, template, "PENDING_DELETION", null, _ => { });

    /// <summary>The template is thought of differently now.</summary>
    public void Quality(Account account, Template template, QualityRating before)
    {
        var told = webhooks.TrySend(
            AccountNews.Update(account, Fields.TemplateQuality, template.Rating.Name(), world.Now, writer =>
            {
                writer.WriteString("previous_quality_score", before.Name());
                writer.WriteString("new_quality_score", template.Rating.Name());
                WriteName(writer, template);
            }),
            world.Options.WebhookLatency);
        Record(LedgerKinds.QualityChanged, template, template.Rating.Name(), told ? Fields.TemplateQuality : null);
    }

    private void Tell(
        Account account, Template template, string status, string? reason, Action<Utf8JsonWriter> writeMore)
    {
        var told = webhooks.TrySend(
            AccountNews.Update(account, Fields.TemplateStatus, status, world.Now, writer =>
            {
                writer.WriteString("event", status);
                WriteName(writer, template);
                writer.WriteString("reason", reason);
                writer.WriteString("message_template_category", template.Category);
                writeMore(writer);
            }),
            world.Options.WebhookLatency);
        Record(LedgerKinds.TemplateChanged, template, status, told ? Fields.TemplateStatus : null);
    }

    private void Record(string kind, Template template, string status, string? field) =>
        world.Record(kind, null, null, null, Legs.Api, new()
        {
            Type = $"{template.Name} {template.Language}",
            Status = status,
            Field = field,
        });

    /// <summary>Ids are integers here and languages have a dash, unlike in Graph's answers.</summary>
    private static void WriteName(Utf8JsonWriter writer, Template template)
    {
        writer.WriteNumber("message_template_id", long.Parse(template.Id, CultureInfo.InvariantCulture));
        writer.WriteString("message_template_name", template.Name);
        writer.WriteString(
            "message_template_language", template.Language.Replace('_', '-'));
    }

    private static string DescriptionOf(string title) => title switch
    {
        PauseTitles.First => "The template is paused for 3 hours because of its quality.",
        PauseTitles.Second => "The template is paused for 6 hours because of its quality.",
        PauseTitles.Ended => "The template may be sent again.",
        _ => "The template is disabled because of its quality.",
    };
}

/// <summary>What <c>other_info.title</c> says about pauses.</summary>
internal static class PauseTitles
{
    public const string First = "FIRST_PAUSE";
    public const string Second = "SECOND_PAUSE";
    public const string Ended = "UNPAUSE";
    public const string Disabled = "DISABLED";
}
