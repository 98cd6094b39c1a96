using System.Text.Json;
using MudBlazor;

namespace Tandem.Console.Words;

/// <summary>Buttons, lists, their answers, and templates: what the phone may not show as it is.</summary>
internal static class Interactive
{
    public static Said Read(JsonElement said)
    {
        var body = said.TextAt("interactive", "body", "text");
        return said.TextAt("interactive", "type") switch
        {
            "button_reply" => new(said.TextAt("interactive", "button_reply", "title"), Answer("Button pressed")),
            "list_reply" => new(said.TextAt("interactive", "list_reply", "title"), Answer("Chosen from a list")),
            "nfm_reply" => new(said.TextAt("interactive", "nfm_reply", "body"), Answer("Form filled in")),
            "button" => new(body, new Card(
                Icons.Material.Rounded.SmartButton, "Buttons",
                Choices: [.. Titles(said.ItemsAt("interactive", "action", "buttons"), "reply", "title")])),
            "list" => new(body, new Card(
                Icons.Material.Rounded.ListAlt, said.TextAt("interactive", "action", "button") ?? "List",
                Choices:
                [
                    .. said.ItemsAt("interactive", "action", "sections")
                        .SelectMany(section => Titles(section.ItemsAt("rows"), "title")),
                ])),
            "cta_url" => new(body, new Card(
                Icons.Material.Rounded.Link,
                said.TextAt("interactive", "action", "parameters", "display_text") ?? "Link",
                said.TextAt("interactive", "action", "parameters", "url"))),
            var type => new(body, new Card(
                Icons.Material.Rounded.SmartButton, $"Interactive message “{type?.Replace('_', ' ')}”")),
        };
    }

    public static Card Template(JsonElement said)
    {
        var values = said.ItemsAt("template", "components")
            .SelectMany(component => component.ItemsAt("parameters"))
            .Select(parameter => parameter.TextAt("text"))
            .OfType<string>();
        return new Card(
            Icons.Material.Rounded.Article,
            $"Template “{said.TextAt("template", "name")}”",
            said.TextAt("template", "language", "code"),
            [.. values]);
    }

    private static Card Answer(string title) => new(Icons.Material.Rounded.TouchApp, title);

    private static IEnumerable<string> Titles(IEnumerable<JsonElement> items, params string[] path) =>
        items.Select(item => item.TextAt(path)).OfType<string>();
}
