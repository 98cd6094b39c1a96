using System.Globalization;
using System.Text.Json;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Sending;

/// <summary>What an interactive message demands; buttons and lists are looked into, other types pass.</summary>
internal static class InteractiveRules
{
    public static GraphError? Check(JsonElement interactive)
    {
        if (TextRules.Required(interactive, "type", "interactive") is { } noType)
            return noType;

        if (WireJson.Object(interactive, "action") is not { } action)
            return GraphErrors.Missing("interactive.action");

        return CheckTexts(interactive) ?? WireJson.Text(interactive, "type") switch
        {
            "button" => CheckBody(interactive) ?? CheckButtons(action),
            "list" => CheckBody(interactive) ?? CheckList(action),
            _ => null,
        };
    }

    private static GraphError? CheckTexts(JsonElement interactive) =>
        (WireJson.Object(interactive, "body") is { } body
            ? TextRules.Optional(body, "text", "interactive.body", SendLimits.InteractiveBody)
            : null)
        ?? (WireJson.Object(interactive, "footer") is { } footer
            ? TextRules.Optional(footer, "text", "interactive.footer", SendLimits.InteractiveFooter)
            : null);

    private static GraphError? CheckBody(JsonElement interactive) =>
        WireJson.Object(interactive, "body") is { } body
            ? TextRules.Required(body, "text", "interactive.body")
            : GraphErrors.Missing("interactive.body");

    private static GraphError? CheckButtons(JsonElement action)
    {
        const string Path = "interactive.action.buttons";
        var buttons = WireJson.Elements(action, "buttons").ToList();
        if (buttons.Count == 0)
            return GraphErrors.Missing(Path);
        if (buttons.Count > SendLimits.Buttons)
            return GraphErrors.Invalid(Path, "must have 1 to 3 elements");

        var (ids, titles) = (new HashSet<string>(), new HashSet<string>());
        foreach (var (index, button) in buttons.Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{index}].reply");
            if (WireJson.Object(button, "reply") is not { } reply)
                return GraphErrors.Missing(path);

            var refusal = TextRules.Required(reply, "id", path, SendLimits.ButtonId)
                ?? TextRules.Required(reply, "title", path, SendLimits.ButtonTitle);
            if (refusal is not null)
                return refusal;
            if (!ids.Add(WireJson.Text(reply, "id")!) || !titles.Add(WireJson.Text(reply, "title")!))
                return GraphErrors.Invalid(path, "must differ from the other buttons");
        }

        return null;
    }

    private static GraphError? CheckList(JsonElement action)
    {
        const string Path = "interactive.action.sections";
        if (TextRules.Required(action, "button", "interactive.action", SendLimits.ListButton) is { } noButton)
            return noButton;

        var sections = WireJson.Elements(action, "sections").ToList();
        if (sections.Count == 0)
            return GraphErrors.Missing(Path);
        if (sections.Count > SendLimits.ListSections)
            return GraphErrors.Invalid(Path, "must have 1 to 10 elements");

        var (rows, ids) = (0, new HashSet<string>());
        foreach (var (index, section) in sections.Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{index}]");
            var refusal = sections.Count > 1
                ? TextRules.Required(section, "title", path, SendLimits.RowTitle)
                : TextRules.Optional(section, "title", path, SendLimits.RowTitle);
            refusal ??= CheckRows(section, path, ids, ref rows);
            if (refusal is not null)
                return refusal;
        }

        return rows is > 0 and <= SendLimits.ListRows ? null : GraphErrors.Invalid(Path, "must have 1 to 10 rows");
    }

    private static GraphError? CheckRows(JsonElement section, string path, HashSet<string> ids, ref int rows)
    {
        foreach (var (index, row) in WireJson.Elements(section, "rows").Index())
        {
            rows++;
            var rowPath = string.Create(CultureInfo.InvariantCulture, $"{path}.rows[{index}]");
            var refusal = TextRules.Required(row, "id", rowPath, SendLimits.RowId)
                ?? TextRules.Required(row, "title", rowPath, SendLimits.RowTitle)
                ?? TextRules.Optional(row, "description", rowPath, SendLimits.RowDescription);
            if (refusal is not null)
                return refusal;
            if (!ids.Add(WireJson.Text(row, "id")!))
                return GraphErrors.Invalid($"{rowPath}.id", "must differ from the other rows");
        }

        return null;
    }
}
