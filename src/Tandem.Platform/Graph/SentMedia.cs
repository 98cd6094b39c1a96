using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.Media;
using Tandem.Platform.Network;

namespace Tandem.Platform.Graph;

/// <summary>
/// The files a send names, wherever they stand. An id that is not known is refused in the answer; a file that does not
/// fit, or a link that cannot be fetched, fails the message by its status (131053). The mind does no I/O: a link cannot
/// be fetched when its host ends in <c>.invalid</c> (RFC 2606), when it is no web address, or when a fault says so.
/// </summary>
internal sealed class SentMedia(World world)
{
    /// <summary>Looks at all files of a send.</summary>
    /// <param name="type">Message type.</param>
    /// <param name="content">The object it names.</param>
    /// <param name="number">Who sends.</param>
    /// <param name="later">Why the message will fail; null: nothing is wrong with its files.</param>
    /// <returns>Why the send is refused at once; null: it is not.</returns>
    public Refusal? Objection(string type, JsonElement content, BusinessNumber number, out Refusal? later)
    {
        later = null;
        foreach (var (kind, media) in Files(type, content))
        {
            if (media.TryGetProperty("id", out var id))
            {
                if (world.Media.Find(id.ToString(), world.Now) is not { } item
                    || item.PhoneNumberId != number.PhoneNumberId)
                    return Refusal.Value("The media id is not known, or it has expired.");
                later ??= Misfit(kind, media, item.File);
            }
            else if (media.TryGetProperty("link", out var link) && link.ValueKind == JsonValueKind.String)
                later ??= Unreachable(link.GetString()!, number);
        }

        return null;
    }

    private static Refusal? Misfit(string kind, JsonElement media, UploadedMedia file)
    {
        if (!MediaRules.Fits(kind, file.MimeType))
            return Refusal.Media($"Media of type {file.MimeType} cannot be sent as {kind}.");
        return kind == "audio" && media.TryGetProperty("voice", out var voice) && voice.ValueKind == JsonValueKind.True
            && !MediaRules.IsVoice(file.MimeType)
            ? Refusal.Media($"A voice message is audio/ogg with the codec opus, not {file.MimeType}.")
            : null;
    }

    private Refusal? Unreachable(string link, BusinessNumber number)
    {
        var isWeb = Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        if (isWeb && !uri!.Host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase)
            && world.Strike(FaultKinds.LinkUnreachable, number) is null)
            return null;
        return Refusal.Media($"The media could not be downloaded from {(isWeb ? uri!.Host : "its link")}.");
    }

    private static IEnumerable<(string Kind, JsonElement Media)> Files(string type, JsonElement content)
    {
        if (content.ValueKind != JsonValueKind.Object)
            return [];
        if (MediaRules.IsMedia(type))
            return [(type, content)];
        return type switch
        {
            "template" => Parameters(content),
            "interactive" when content.TryGetProperty("header", out var header) => Named(header),
            _ => [],
        };
    }

    private static IEnumerable<(string Kind, JsonElement Media)> Parameters(JsonElement holder) =>
        from component in Items(holder, "components")
        from found in Items(component, "parameters").SelectMany(Named)
            .Concat(Items(component, "cards").SelectMany(Parameters))
        select found;

    /// <summary>The file of an object whose <c>type</c> names it.</summary>
    private static IEnumerable<(string Kind, JsonElement Media)> Named(JsonElement holder) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String && MediaRules.IsMedia(type.GetString()!)
        && holder.TryGetProperty(type.GetString()!, out var media) && media.ValueKind == JsonValueKind.Object
            ? [(type.GetString()!, media)]
            : [];

    private static IEnumerable<JsonElement> Items(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var list)
        && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : [];
}
