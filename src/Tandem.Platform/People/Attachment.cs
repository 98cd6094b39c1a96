using System.Text.Json;
using Tandem.Platform.Media;

namespace Tandem.Platform.People;

/// <summary>Media that people send: it gets an id of its own that lives seven days, as in real webhooks.</summary>
internal static class Attachment
{
    /// <summary>The file a media message names, or a sample when it names none.</summary>
    public static ActRefusal? Find(World world, Speech speech, out UploadedMedia? file)
    {
        file = null;
        if (!MediaRules.IsMedia(speech.Type))
            return null;
        if (speech.Content.ValueKind != JsonValueKind.Object)
            return new(speech.Type, "media is a JSON object", $"add \"{speech.Type}\": {{…}}");
        if (Speech.Text(speech.Content, "id") is { } id)
        {
            file = world.Media.Find(id, world.Now)?.File;
            return file is not null ? null : new(
                $"{speech.Type}.id", "it names media the emulator keeps", "post the file to /_emulator/media first");
        }

        file = SampleFile.For(speech.Type, world.Ids.Next());
        return null;
    }

    /// <summary>The media object of a webhook (Meta, "Media messages").</summary>
    public static byte[] Content(World world, Speech speech, UploadedMedia file, string phoneNumberId)
    {
        var item = world.Media.Keep(file, phoneNumberId, world.Now + MediaShelf.WebhookLife, world.Ids);
        var url = world.Options.BaseUrl + world.Media.Address(item, world.Now, world.Ids);
        return MetaJson.Piece(writer =>
        {
            writer.WriteStartObject();
            writer.Optional("caption", Speech.Text(speech.Content, "caption"));
            if (speech.Type == "document")
                writer.Optional("filename", Speech.Text(speech.Content, "filename") ?? file.FileName);
            writer.WriteString("mime_type", file.MimeType);
            writer.WriteString("sha256", Convert.ToBase64String(Convert.FromHexString(file.Sha256)));
            writer.WriteString("id", item.Id);
            writer.WriteString("url", url);
            if (speech.Type == "audio")
                writer.WriteBoolean("voice", file.MimeType.StartsWith("audio/ogg", StringComparison.Ordinal));
            if (speech.Type == "sticker")
                writer.WriteBoolean("animated", false);
            writer.WriteEndObject();
        });
    }
}
