using MudBlazor;
using Tandem.Engine.Reading;

namespace Tandem.Console.Numbers;

/// <summary>The link between app and API, as a badge and in words.</summary>
/// <param name="Key">Stable; the style sheet's name of it.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Label">One or two words.</param>
/// <param name="Explanation">What it means and what to do.</param>
public sealed record LinkLook(string Key, string Icon, string Label, string Explanation)
{
    /// <summary>The look of a link.</summary>
    public static LinkLook Of(LinkView link) => link.State switch
    {
        "connected" => new(
            "good", Icons.Material.Rounded.Link, "Connected", "The phone's app and the API share this number."),
        "offboarded" => new(
            "bad", Icons.Material.Rounded.LinkOff, "Offboarded",
            "WhatsApp separated app and API; sends wait until the number is reconnected."
            + (link.Reason is { } reason ? $" Reason given: {reason}." : "")),
        "removed" => new(
            "bad", Icons.Material.Rounded.LinkOff, "Removed",
            "The link is gone. Onboard the number again to get messages here."
            + (link.Reason is { } cause ? $" Reason given: {cause}." : "")),
        _ => new("warn", Icons.Material.Rounded.HelpOutline, link.State, "A state this console does not know."),
    };
}
