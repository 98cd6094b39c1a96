using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Graph;

/// <summary>
/// Reads a request's body. Of a multipart body the file goes to the media store and the other parts become a form.
/// Clients
/// differ: the file may come first, names and boundary may lack quotes, the file name may be missing or
/// <c>undefined</c>.
/// </summary>
internal static class GraphBody
{
    /// <summary>Type of bytes whose sender named none.</summary>
    public const string Unnamed = "application/octet-stream";

    private const string Form = "application/x-www-form-urlencoded";

    public static async Task<(byte[] Body, string? ContentType, UploadedMedia? File)> ReadAsync(
        HttpRequest request, MediaStore media, CancellationToken ct)
    {
        if (BoundaryOf(request.ContentType) is not { } boundary)
            return (await AllAsync(request.Body, ct), request.ContentType, null);
        var fields = new StringBuilder();
        UploadedMedia? file = null;
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                    continue;
                var bytes = await AllAsync(section.Body, ct);
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                if (name == "file" || disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
                    file = media.Keep(bytes, section.ContentType ?? Unnamed, FileNameOf(disposition));
                else
                    fields.Append(fields.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=')
                        .Append(Uri.EscapeDataString(Encoding.UTF8.GetString(bytes)));
            }
        }
        catch (IOException)
        {
            // A body that breaks off holds only the parts before the break; the mind then misses what it needs.
        }

        return (Encoding.UTF8.GetBytes(fields.ToString()), Form, file);
    }

    public static async Task<byte[]> AllAsync(Stream stream, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, ct);
        return buffer.ToArray();
    }

    private static string? BoundaryOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 } boundary
            ? boundary.ToString()
            : null;

    private static string? FileNameOf(ContentDispositionHeaderValue disposition)
    {
        var name = disposition.FileNameStar.HasValue
            ? disposition.FileNameStar.ToString()
            : HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
        return name is "" or "undefined" ? null : name;
    }
}
