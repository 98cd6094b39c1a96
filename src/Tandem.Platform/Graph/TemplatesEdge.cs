using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.Sending.Quality;
using Tandem.Platform.Templates;

namespace Tandem.Platform.Graph;

/// <summary>Templates of an account: list, create, edit, delete (Meta, "Templates").</summary>
internal sealed class TemplatesEdge(World world, TemplateReview review, TemplateNews news)
{
    private const int MostEditsPerMonth = 10;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromHours(24);

    /// <summary>The edge of the account.</summary>
    public Reply Handle(Call call, Account account) =>
        call.Is("GET") ? List(call, account)
        : call.Is("POST") ? Create(call, account)
        : call.Is("DELETE") ? Delete(call, account)
        : call.UnknownObject();

    /// <summary>The node of one template.</summary>
    public Reply OnTemplate(Call call, Account account, Template template) =>
        call.Is("GET") ? Reply.Json(writer => Fields(template).Write(writer, call.Parameters.Text("fields")))
        : call.Is("POST") ? Edit(call, account, template)
        : call.UnknownObject();

    private Reply List(Call call, Account account) => Paging.List(
        call,
        world.Options.BaseUrl,
        account.Templates.All.FindAll(template => IsWanted(call, template)),
        (writer, template) => Fields(template).Write(writer, call.Parameters.Text("fields")));

    private Reply Create(Call call, Account account)
    {
        if (TemplateForm.ReadName(call.Parameters, out var name, out var language) is { } unnamed)
            return unnamed;
        if (TemplateForm.ReadCategory(call.Parameters, out var category) is { } unsorted)
            return unsorted;
        if (TemplateForm.ReadText(call.Parameters, category, null, out var text) is { } malformed)
            return malformed;
        if ((NoRoom(account) ?? Taken(account, name, language)) is { } refused)
            return refused;
        var template = new Template(world.Ids.Digits(16), name, language, world.Now)
        {
            Category = category,
            Text = text,
        };
        account.Templates.All.Add(template);
        review.Begin(account, template);
        return Reply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", template.Id);
            writer.WriteString("status", template.Status.Name());
            writer.WriteString("category", template.Category);
            writer.WriteEndObject();
        });
    }

    private Refusal? NoRoom(Account account)
    {
        var most = account.Portfolio.Verified
            ? world.Options.TemplatesPerVerifiedAccount
            : world.Options.TemplatesPerAccount;
        if (account.Templates.All.Count >= most)
            return TemplateForm.Refused(
                2388019, "Message Template Limit Exceeded", $"The account has its {most} templates already.");
        return world.Options.TemplateCreationsPerHour is { } perHour
            && !account.Templates.Creations.TryTake(world.Now, perHour)
            ? new(400, 80008, "Rate limit issues") { Details = "There have been too many template creations." }
            : null;
    }

    private Refusal? Taken(Account account, string name, string language)
    {
        if (account.Templates.Find(name, language) is not null)
            return TemplateForm.Refused(
                2388024, "Content exists", $"There is a template {name} in {language} already.");
        return account.Templates.IsResting(name, language, world.Now)
            ? TemplateForm.Refused(
                2388023, "Language being deleted", $"{name} in {language} was deleted less than 30 days ago.")
            : null;
    }

    private Reply Edit(Call call, Account account, Template template)
    {
        if (Locked(template) is { } locked)
            return locked;
        var category = template.Category;
        if (call.Parameters.Text("category") is not null)
        {
            if (TemplateForm.ReadCategory(call.Parameters, out category) is { } unknown)
                return unknown;
            if (category != template.Category && template.Status == TemplateStatus.Approved)
                return Fixed("The category of an approved template does not change.");
        }

        var text = template.Text;
        if (call.Parameters.Text("components") is not null
            && TemplateForm.ReadText(call.Parameters, category, text.Named, out text) is { } malformed)
            return malformed;
        if (template.Status == TemplateStatus.Approved)
            template.Edits.Add(world.Now);
        (template.Category, template.Text) = (category, text);
        review.Begin(account, template);
        return Reply.Success;
    }

    /// <summary>What is under review or disabled stays as it is; what is approved changes once a day, ten times a
    /// month.</summary>
    private Refusal? Locked(Template template)
    {
        if (template.Status is TemplateStatus.Pending or TemplateStatus.Disabled)
            return Fixed($"A template that is {template.Status.Name()} cannot be edited.");
        if (template.Status != TemplateStatus.Approved || template.Edits.Count == 0)
            return null;
        template.Edits.RemoveAll(at => world.Now - at >= Month);
        var isTooSoon = template.Edits.Count > 0 && world.Now - template.Edits[^1] < BetweenEdits;
        return isTooSoon || template.Edits.Count >= MostEditsPerMonth
            ? Fixed("An approved template may be edited once in 24 hours and ten times in 30 days.")
            : null;
    }

    private static Refusal Fixed(string text) =>
        TemplateForm.Refused(2388039, "Message template status can't be changed", text);

    private Reply Delete(Call call, Account account)
    {
        var name = call.Parameters.Text("name");
        var one = call.Parameters.Text("hsm_id");
        var several = call.Parameters.Nested("hsm_ids") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(id => id.ToString()).ToList()
            : null;
        if (name is null && several is null)
            return Refusal.Parameter("The parameter name is required.");
        var doomed = account.Templates.All.FindAll(template => several?.Contains(template.Id)
            ?? (template.Name == name && (one is null || one == template.Id)));
        if (doomed.Count == 0)
            return TemplateForm.Refused(
                2593002, "Message Template Not Found", "There is no such template in the account.");
        foreach (var template in doomed)
        {
            account.Templates.Remove(template, world.Now);
            news.Deleted(account, template);
        }

        return Reply.Success;
    }

    private static FieldList Fields(Template template)
    {
        var fields = new FieldList(template.Id);
        fields.Add("name", template.Name, byDefault: true);
        fields.Add("parameter_format", template.Text.Named ? "NAMED" : "POSITIONAL", byDefault: true);
        fields.Add(("components", true, writer =>
            writer.WriteRawValue(template.Text.Components, skipInputValidation: true)));
        fields.Add("language", template.Language, byDefault: true);
        fields.Add("status", template.Status.Name(), byDefault: true);
        fields.Add("category", template.Category, byDefault: true);
        fields.Add("rejected_reason", template.RejectedReason);
        fields.Add("quality_score", writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("score", template.Rating.Name());
            writer.WriteNumber("date", template.RatedAt.ToUnixTimeSeconds());
            writer.WriteEndObject();
        });
        return fields;
    }

    private static bool IsWanted(Call call, Template template) =>
        Matches(call, "name", template.Name) && Matches(call, "language", template.Language)
        && Matches(call, "status", template.Status.Name()) && Matches(call, "category", template.Category)
        && Matches(call, "quality_score", template.Rating.Name())
        && (call.Parameters.Text("name_or_content") is not { Length: > 0 } part
            || template.Name.Contains(part, StringComparison.OrdinalIgnoreCase)
            || template.Text.Body.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static bool Matches(Call call, string name, string value) =>
        call.Parameters.Text(name) is not { Length: > 0 } asked
        || string.Equals(asked, value, StringComparison.OrdinalIgnoreCase);
}
