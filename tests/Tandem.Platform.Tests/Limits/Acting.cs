using System.Text.Json.Nodes;

namespace Tandem.Platform.Tests.Limits;

/// <summary>What people and operators do in the tests of limits.</summary>
internal static class Acting
{
    /// <summary>The n-th of many customers, with a number of the United States.</summary>
    public static string Customer(int n) => $"1650{6_000_000 + n}";

    public static PlatformOutput.ActSettled Act(this Stage stage, PlatformInput input) =>
        stage.Do(input).OfType<PlatformOutput.ActSettled>().Single();

    public static void Blocks(this Stage stage, string customer, bool blocked = true) =>
        Assert.Null(stage.Act(new PlatformInput.CustomerBlocks(1, customer, Stage.NumberId, blocked)).Refusal);

    public static void Reports(this Stage stage, string customer) =>
        Assert.Null(stage.Act(new PlatformInput.CustomerReports(1, customer, Stage.NumberId)).Refusal);

    public static void Prefers(this Stage stage, string customer, bool marketing) =>
        Assert.Null(stage.Act(new PlatformInput.CustomerPrefers(1, customer, Stage.NumberId, marketing)).Refusal);

    /// <summary>Lifts the portfolio's limit, so that a test about something else does not meet it.</summary>
    public static void Unlimit(this Stage stage) => Assert.Null(
        stage.Act(new PlatformInput.SetMessagingLimit(1, Stage.WabaId, "TIER_UNLIMITED")).Refusal);

    public static StandingView Standing(this Stage stage) => stage.Mind.StandingOf(Stage.NumberId)!;

    public static TemplateView Template(this Stage stage, string name) =>
        stage.Mind.TemplatesOf(Stage.WabaId)!.Single(template => template.Name == name);

    /// <summary>Sends a template whose body takes the given texts.</summary>
    public static Answer SendTemplate(this Stage stage, string name, string to, params string[] texts)
    {
        var components = texts.Length == 0 ? "" :
            $$""","components":[{"type":"body","parameters":[{{string.Join(',', texts.Select(Text))}}]}]""";
        return stage.Send($$$"""
            {"messaging_product":"whatsapp","to":"{{{to}}}","type":"template",
             "template":{"name":"{{{name}}}","language":{"code":"en_US"}{{{components}}}}}
            """);

        static string Text(string text) => $$"""{"type":"text","text":"{{text}}"}""";
    }

    /// <summary>Sends a template of one parameter to customers, slowly enough for the throughput.</summary>
    public static List<Answer> Campaign(this Stage stage, string template, IEnumerable<string> customers)
    {
        var answers = new List<Answer>();
        foreach (var customer in customers)
        {
            answers.Add(stage.SendTemplate(template, customer, "you"));
            stage.Run(TimeSpan.FromMilliseconds(60));
        }

        stage.Run(TimeSpan.FromMinutes(1));
        return answers;
    }

    public static Answer CreateTemplate(this Stage stage, string name, string category, string body) =>
        stage.Graph("POST", $"/{Stage.WabaId}/message_templates", $$$"""
            {"name":"{{{name}}}","language":"en_US","category":"{{{category}}}",
             "components":[{"type":"BODY","text":"{{{body}}}"}]}
            """);

    /// <summary>A template of one parameter that the reviewers let through.</summary>
    public static void HaveTemplate(this Stage stage, string name, string category)
    {
        Assert.Equal(200, stage.CreateTemplate(name, category, "Hi {{1}}, this is for you.").Status);
        stage.Run(TimeSpan.FromMinutes(6));
        Assert.Equal("APPROVED", stage.Template(name).Status);
    }

    /// <summary>Code of the failed status of a message; null: it did not fail.</summary>
    public static int? FailureOf(this Stage stage, string wamid) => stage.Items("messages", "statuses")
        .Where(item => (string?)item["id"] == wamid && (string?)item["status"] == "failed")
        .Select(item => (int?)item["errors"]![0]!["code"])
        .SingleOrDefault();

    /// <summary>The events of account_update so far.</summary>
    public static List<string> AccountEvents(this Stage stage) =>
        [.. stage.Values("account_update").Select(value => (string)value["event"]!)];

    public static JsonNode? NumberField(this Stage stage, string field) =>
        stage.Graph("GET", $"/{Stage.NumberId}?fields={field}").Json[field];
}
