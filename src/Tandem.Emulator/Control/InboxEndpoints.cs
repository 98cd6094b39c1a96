using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tandem.Emulator.Control;

/// <summary>
/// A webhook endpoint of the emulator's own, where webhooks of an account go until somebody names a better place: it
/// takes the challenge, answers 200 and forgets. What came is in the deliveries. It asks for no control key, since
/// whoever posts webhooks has none.
/// </summary>
internal static class InboxEndpoints
{
    /// <summary>Where it is.</summary>
    public const string Path = "/_emulator/inbox";

    /// <summary>Its verify token, which is no secret.</summary>
    public const string VerifyToken = "inbox";

    public static void MapInbox(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, IResult (HttpRequest request) => Knows(request.Query["hub.verify_token"].ToString())
                ? TypedResults.Text(request.Query["hub.challenge"].ToString())
                : TypedResults.StatusCode(StatusCodes.Status403Forbidden))
            .ExcludeFromDescription();
        routes.MapPost(Path, () => TypedResults.Ok()).ExcludeFromDescription();
    }

    private static bool Knows(string given) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(VerifyToken));
}
