using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Hub.Options;

namespace Tandem.Hub.Api;

/// <summary>Who calls, and what of the hub that caller may see.</summary>
internal static class CallerContext
{
    /// <summary>The caller; the route's policy has made sure that there is one.</summary>
    public static Caller Caller(this HttpContext http) =>
        Engine.Registry.Caller.Of(http.User)
        ?? throw new InvalidOperationException($"{http.Request.Path} was reached without a caller.");

    /// <summary>The number if it is registered and in the caller's scope, else null.</summary>
    public static async Task<NumberRegistration?> FindNumberAsync(
        this HttpContext http, RegistrationBook registry, string phoneNumberId) =>
        http.Caller().MaySee(phoneNumberId)
            ? await registry.FindNumberAsync(phoneNumberId, http.RequestAborted)
            : null;

    /// <summary>The number that owns one of our ids if it is in the caller's scope, else null.</summary>
    public static async Task<NumberRegistration?> FindOwnerAsync(this HttpContext http, Reader reader, string id) =>
        await reader.Numbers.FindOwnerOfAsync(id, http.RequestAborted) is { } number
        && http.Caller().MaySee(number.PhoneNumberId)
            ? number
            : null;

    /// <summary>How addresses of this hub begin: as <c>public_url</c> says, else as the caller knows it.</summary>
    /// <remarks>Behind a proxy the request's own scheme and host are those of the way from there to here.</remarks>
    public static string Origin(this HttpContext http) =>
        http.RequestServices.GetRequiredService<HubOptions>().PublicUrl
        ?? $"{http.Request.Scheme}://{http.Request.Host}";

    /// <summary>The page with its next address made whole.</summary>
    public static Page<T> Linked<T>(this HttpContext http, Page<T> page)
    {
        if (page.Paging.Next is not { } cursor)
            return page;

        var request = http.Request;
        var query = request.Query
            .Where(pair => pair.Key is not ("after" or "before"))
            .Select(pair => KeyValuePair.Create<string, string?>(pair.Key, pair.Value))
            .Append(KeyValuePair.Create<string, string?>("after", cursor));
        var url = $"{http.Origin()}{request.PathBase}{request.Path}{QueryString.Create(query)}";
        return page with { Paging = page.Paging with { Next = url } };
    }
}
