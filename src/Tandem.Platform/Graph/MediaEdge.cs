using Tandem.Platform.Accounts;
using Tandem.Platform.Media;
using Tandem.Platform.Network;

namespace Tandem.Platform.Graph;

/// <summary>Upload, address, download and deletion of media (Meta, "Media").</summary>
internal sealed class MediaEdge(World world)
{
    public Reply Upload(Call call, BusinessNumber number)
    {
        if (call.Parameters.Text("messaging_product") != "whatsapp")
            return Refusal.Parameter("The parameter messaging_product is required.");
        if (call.Request.Media is not { } file)
            return Refusal.Parameter("The parameter file is required.");
        var asked = call.Parameters.Text("type");
        var mime = asked is not null && asked.Contains('/', StringComparison.Ordinal) ? asked : file.MimeType;
        if (MediaRules.Largest(mime, file.Animated) is not { } largest)
            return Refusal.Parameter(
                $"Param file must be a file with one of the following types: {MediaRules.AllTypes}. " +
                $"Received file of type '{mime}'.");
        if (file.Size > largest)
            return Refusal.Media($"The file has {file.Size} bytes; files of type {mime} may have {largest}.");
        var item = world.Media.Keep(
            file with { MimeType = mime }, number.PhoneNumberId, world.Now + MediaShelf.UploadLife, world.Ids);
        return Reply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", item.Id);
            writer.WriteEndObject();
        });
    }

    public Reply OnItem(Call call, MediaItem item)
    {
        if (item.PhoneNumberId is not { } phoneNumberId
            || world.Accounts.Number(phoneNumberId) is not { } number || !call.Sees(number.Account)
            || call.Parameters.Text("phone_number_id") is { Length: > 0 } asked && asked != phoneNumberId)
            return call.UnknownObject();
        if (call.Is("DELETE"))
        {
            world.Media.Remove(item.Id);
            return Reply.Success;
        }

        return call.Is("GET") ? Describe(item) : call.UnknownObject();
    }

    /// <summary>Wants a token and a user agent; without the latter the real host refuses too.</summary>
    public Reply Download(Call call)
    {
        if (call.Token is null || world.Accounts.Token(call.Token) is not { } token)
            return Refusal.UnknownToken;
        if (token.HasEnded(world.Now))
            return Refusal.ExpiredToken(token.EndsAt!.Value, world.Now);
        if (string.IsNullOrEmpty(call.Header("User-Agent")))
            return new Refusal(400, 100, "Unsupported browser") { Numbered = false };
        var item = world.Media.Open(
            call.Parameters.Text("mid") ?? "", call.Parameters.Text("hash") ?? "", world.Now);
        if (item?.PhoneNumberId is not { } phoneNumberId
            || world.Accounts.Number(phoneNumberId) is not { } number || !call.Sees(number.Account)
            || world.Strike(FaultKinds.MediaGone, number) is not null)
            return new Refusal(404, 100, "Media not found") { Numbered = false };
        return new Reply
        {
            ContentType = item.File.MimeType,
            FileName = item.File.FileName,
            Body = SampleFile.IsSample(item.File.MediaKey) ? SampleFile.Bytes(item.File.MediaKey) : [],
            MediaKey = SampleFile.IsSample(item.File.MediaKey) ? null : item.File.MediaKey,
        };
    }

    private Reply Describe(MediaItem item)
    {
        var url = world.Options.BaseUrl + world.Media.Address(item, world.Now, world.Ids);
        return Reply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("messaging_product", "whatsapp");
            writer.WriteString("url", url);
            writer.WriteString("mime_type", item.File.MimeType);
            writer.WriteString("sha256", item.File.Sha256);
            writer.WriteNumber("file_size", item.File.Size);
            writer.WriteString("id", item.Id);
            writer.WriteEndObject();
        });
    }
}
