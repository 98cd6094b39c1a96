using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tandem.Platform.Graph;

namespace Tandem.Platform.Templates;

/// <summary>What a call that creates or edits a template must hold (Meta, "Templates"). Keys it does not know pass, as
/// for callers of the real API.</summary>
internal static partial class TemplateForm
{
    private const int LongestName = 512;
    private const int LongestBody = 1024;
    private const int LongestHeader = 60;
    private const int LongestFooter = 60;
    private const int MostButtons = 10;

    private static readonly string[] Categories = ["AUTHENTICATION", "MARKETING", "UTILITY"];
    private static readonly string[] Formats = ["TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION", "GIF", "PRODUCT"];

    /// <summary>Reads name and language.</summary>
    public static Refusal? ReadName(GraphParameters parameters, out string name, out string language)
    {
        name = parameters.Text("name") ?? "";
        language = parameters.Text("language") ?? "";
        if (!NameForm().IsMatch(name) || name.Length > LongestName)
            return Refusal.Parameter(
                "Param name must be lower-case letters, digits and underscores, at most 512 of them.");
        return language.Length == 0 ? Refusal.Parameter("The parameter language is required.") : null;
    }

    /// <summary>Reads the category; upper case comes back.</summary>
    public static Refusal? ReadCategory(GraphParameters parameters, out string category)
    {
        category = (parameters.Text("category") ?? "").ToUpperInvariant();
        return Array.IndexOf(Categories, category) >= 0
            ? null
            : Refusal.Parameter($"Param category must be one of {{{string.Join(", ", Categories)}}}");
    }

    /// <summary>Reads the components.</summary>
    public static Refusal? ReadText(GraphParameters parameters, string category, bool? wasNamed, out TemplateText text)
    {
        text = null!;
        var format = parameters.Text("parameter_format")?.ToUpperInvariant();
        if (format is not (null or "NAMED" or "POSITIONAL"))
            return Refusal.Parameter("Param parameter_format must be one of {NAMED, POSITIONAL}");
        var named = format is null ? wasNamed ?? false : format == "NAMED";
        if (parameters.Nested("components") is not { ValueKind: JsonValueKind.Array } components)
            return Refusal.Parameter("The parameter components is required.");
        foreach (var component in components.EnumerateArray())
        {
            if (ObjectionTo(component, category, named) is { } refusal)
                return refusal;
        }

        text = TemplateText.Read(components, named, category == "AUTHENTICATION");
        return components.EnumerateArray().Any(component => TypeOf(component) == "BODY")
            ? null
            : Refused(2388072, "Message body format is incorrect", "A template needs a component of type BODY.");
    }

    /// <summary>A refusal of a template's content: code 100, the reason in the subcode.</summary>
    public static Refusal Refused(int subcode, string title, string text) => new(400, 100, "Invalid parameter")
    {
        Subcode = subcode,
        Numbered = false,
        UserTitle = title,
        UserMessage = text,
    };

    private static Refusal? ObjectionTo(JsonElement component, string category, bool named) =>
        TypeOf(component) switch
        {
            "BODY" => Body(component, category, named),
            "HEADER" => Header(component, named),
            "FOOTER" when TemplateText.TextOf(component, "text").Length > LongestFooter =>
                Refused(2388040, "Character limit exceeded", $"A footer has at most {LongestFooter} characters."),
            "FOOTER" when TemplateText.Parameters(TemplateText.TextOf(component, "text")).Count > 0 =>
                Refused(2388073, "Message footer format is incorrect", "A footer has no parameters."),
            "BUTTONS" => Buttons(component),
            "" => Refusal.Parameter("Param components[…]['type'] is required."),
            _ => null,
        };

    private static Refusal? Body(JsonElement component, string category, bool named)
    {
        var text = TemplateText.TextOf(component, "text");
        if (text.Length == 0)
            return category == "AUTHENTICATION"
                ? null
                : Refused(2388072, "Message body format is incorrect", "A body has a text.");
        if (text.Length > LongestBody)
            return Refused(2388040, "Character limit exceeded", $"A body has at most {LongestBody} characters.");
        if (AreWrong(TemplateText.Parameters(text), named))
            return Refused(2388072, "Message body format is incorrect", named
                ? "Named parameters are lower-case letters, digits and underscores."
                : "Positional parameters are numbered {{1}}, {{2}} and so on.");
        var trimmed = text.Trim();
        return trimmed.StartsWith("{{", StringComparison.Ordinal) || trimmed.EndsWith("}}", StringComparison.Ordinal)
            ? Refused(
                2388299, "Leading or trailing parameters not allowed", "A body begins and ends with words.")
            : null;
    }

    private static Refusal? Header(JsonElement component, bool named)
    {
        var format = TemplateText.TextOf(component, "format").ToUpperInvariant();
        if (Array.IndexOf(Formats, format) < 0)
            return Refused(
                2388047, "Message header format is incorrect", $"A format is one of {string.Join(", ", Formats)}.");
        var text = TemplateText.TextOf(component, "text");
        if (text.Length > LongestHeader)
            return Refused(2388040, "Character limit exceeded", $"A header has at most {LongestHeader} characters.");
        var parameters = TemplateText.Parameters(text);
        return parameters.Count > 1 || AreWrong(parameters, named)
            ? Refused(2388047, "Message header format is incorrect", "A header of text has at most one parameter.")
            : null;
    }

    private static Refusal? Buttons(JsonElement component)
    {
        if (!component.TryGetProperty("buttons", out var buttons) || buttons.ValueKind != JsonValueKind.Array)
            return Refusal.Parameter("Param components[…]['buttons'] is required.");
        return buttons.GetArrayLength() is >= 1 and <= MostButtons
            ? null
            : Refusal.Parameter($"Param components[…]['buttons'] must have 1 to {MostButtons} items.");
    }

    private static bool AreWrong(IReadOnlyList<string> parameters, bool named) => named
        ? parameters.Any(name => !NameForm().IsMatch(name))
        : !Enumerable.Range(1, parameters.Count)
            .All(number => parameters.Contains(number.ToString(CultureInfo.InvariantCulture)));

    private static string TypeOf(JsonElement component) => TemplateText.TextOf(component, "type").ToUpperInvariant();

    [GeneratedRegex("^[a-z0-9_]+$", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
