using System.Text;
using System.Text.Json;
using Tandem.CloudApi.Sending;
using Tandem.Domain;
using Tandem.Domain.Mirroring;

namespace Tandem.Engine.Checks;

/// <summary>One thing that somebody wants checked: a Cloud API body, or what a phone does.</summary>
internal sealed record AskedCheck(Intent Intent)
{
    private static readonly Dictionary<string, Side> Sides = Enum.GetValues<Side>()
        .ToDictionary(side => side.ToString().ToLowerInvariant());

    /// <summary>The body, where it is one that the wire would take.</summary>
    public SendBody? Body { get; private init; }

    /// <summary>Reads one: <c>{"side": "app", "kind": "sticker"}</c> for a phone, all else is a body.</summary>
    public static AskedCheck Read(JsonElement asked)
    {
        if (asked.ValueKind != JsonValueKind.Object)
            return Malformed("unreadable", "It is no JSON object.");
        if (Text(asked, "side") is not { } written)
            return OfBody(asked);
        if (!Sides.TryGetValue(written, out var side))
            return Malformed("unreadable", "side: must be customer, app or api.", "side");
        return Text(asked, "kind") is { Length: > 0 } kind
            ? new AskedCheck(new Intent(side, kind))
            : Malformed("unreadable", "kind: say what is done, such as sticker or broadcast_list.", "kind");
    }

    /// <summary>The same, and one thing more was found about it.</summary>
    public AskedCheck Finding(Finding? finding) => finding is null
        ? this
        : this with { Intent = Intent with { Findings = Intent.Findings.With(finding) } };

    private static AskedCheck OfBody(JsonElement asked)
    {
        var (body, refusal) = SendBody.Read(Encoding.UTF8.GetBytes(asked.GetRawText()));
        if (refusal is not null)
            return Malformed(Text(asked, "type") ?? "text", refusal.Details ?? refusal.Message);
        if (body!.IsReadReceipt)
            return Malformed("read_receipt", "A read receipt is no message: it needs no check.", "status");

        var kind = body.RecipientType == "group" ? "group_message" : body.Type;
        return new AskedCheck(new Intent(Side.Api, kind)
        {
            Template = body.Template is { } template ? new TemplateName(template.Name, template.Language) : null,
        })
        {
            Body = body,
        };
    }

    private static string? Text(JsonElement asked, string name) =>
        asked.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static AskedCheck Malformed(string kind, string says, string? field = null) =>
        new(new Intent(Side.Api, kind)
        {
            Findings = new ValueList<Finding>(
                new Finding(FindingCodes.Malformed, Weight.Refuses, says) { Field = field }),
        });
}
