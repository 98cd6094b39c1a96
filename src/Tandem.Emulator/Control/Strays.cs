using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>
/// Says what is wrong with a call of the control API that no route takes: its path, its method or its content type. All
/// else would be taken for a Graph call.
/// </summary>
internal static class Strays
{
    public static void MapStrays(this RouteGroupBuilder control) => control.MapFallback("{**path}", Answer);

    private static IResult Answer(HttpRequest request, EndpointDataSource routes)
    {
        var methods = routes.Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Order != int.MaxValue && Matches(route, request.Path))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct()
            .Order()
            .ToList();
        return methods.Count == 0
            ? Problems.Of(new ActRefusal(
                "path", "it is one of the control API", "see /openapi/v1.json", NotFound: true))
            : methods.Contains(request.Method)
                ? Refused(StatusCodes.Status415UnsupportedMediaType, "Content-Type", "a body is application/json",
                    "send that header; curl has --json for it")
            : Refused(StatusCodes.Status405MethodNotAllowed, "method", "this path takes " + string.Join(", ", methods),
                "send one of them");
    }

    private static bool Matches(RouteEndpoint route, PathString path) =>
        new TemplateMatcher(new(route.RoutePattern), []).TryMatch(path, []);

    private static IResult Refused(int status, string field, string rule, string remedy) => TypedResults.Problem(
        statusCode: status,
        detail: $"{field}: {rule}. To do: {remedy}.",
        title: "The call is impossible",
        type: "urn:tandem:emulator:call",
        extensions: new Dictionary<string, object?> { ["field"] = field, ["rule"] = rule, ["remedy"] = remedy });
}
