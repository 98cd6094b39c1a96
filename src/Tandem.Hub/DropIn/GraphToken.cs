using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Tandem.Hub.DropIn;

/// <summary>Credentials outside the Authorization header: found, and taken out of what is passed on.</summary>
internal static class GraphToken
{
    /// <summary>Graph's name of the token in queries and forms.</summary>
    public const string Name = "access_token";

    /// <summary>The largest form: media of 100 MB and what stands beside it.</summary>
    public const long MostFormBytes = 110L * 1024 * 1024;

    /// <summary>Whether a parameter is a credential.</summary>
    public static bool IsCredential(string name) => name is Name or "appsecret_proof";

    /// <summary>The token in the query or, where there is a form, in the form.</summary>
    /// <remarks>A form is buffered, large ones in a temporary file: the token may stand behind the file.</remarks>
    public static async Task<string?> FindAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.Query[Name] is [{ Length: > 0 } inQuery])
            return inQuery;
        if (!request.HasFormContentType)
            return null;

        try
        {
            var form = await request.ReadFormAsync(
                new FormOptions { MultipartBodyLengthLimit = MostFormBytes, KeyLengthLimit = 256 }, ct);
            return form[Name] is [{ Length: > 0 } inForm] ? inForm : null;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or BadHttpRequestException)
        {
            return null; // a form that cannot be read names no key
        }
    }

    /// <summary>The query without credentials, with its question mark; empty when nothing is left.</summary>
    public static string Stripped(IQueryCollection query)
    {
        var kept = query.Where(pair => !IsCredential(pair.Key))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        return QueryString.Create(kept).Value ?? "";
    }

    /// <summary>Path and query of an address, without credentials.</summary>
    public static string Stripped(Uri address)
    {
        var query = QueryHelpers.ParseQuery(address.Query).Where(pair => !IsCredential(pair.Key));
        return address.AbsolutePath + QueryString.Create(query);
    }

    /// <summary>The form without credentials, as a body to pass on; null if no form was read.</summary>
    public static async Task<HttpContent?> StrippedFormAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.HttpContext.Features.Get<IFormFeature>()?.Form is not { } form)
            return null;

        var fields = form.Where(pair => !IsCredential(pair.Key))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));
        if (request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true)
            return new FormUrlEncodedContent(fields);

        var multipart = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            multipart.Add(new StringContent(value), $"\"{name}\"");
        foreach (var file in form.Files)
        {
            var part = new StreamContent(file.OpenReadStream());
            part.Headers.TryAddWithoutValidation("Content-Type", file.ContentType);
            multipart.Add(part, $"\"{file.Name}\"", $"\"{file.FileName}\"");
        }

        await multipart.LoadIntoBufferAsync(MostFormBytes, ct);
        return multipart;
    }
}
