using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;
using Tandem.Engine.Reading;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary><c>/v1</c>, its description and its page.</summary>
internal static class ApiSetup
{
    /// <summary>Adds JSON, problem documents and the description.</summary>
    public static void AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.Converters.Add(new UtcTimeConverter());
            json.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.TypeInfoResolverChain.Insert(1, ViewsJson.Default);
        });
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true); // Failures says where
        services.AddProblemDetails();
        services.AddAntiforgery();
        services.AddOpenApi("v1", ApiDescription.Describe);
    }

    /// <summary>Maps everything below <c>/v1</c>, <c>/openapi/v1.json</c> and <c>/docs</c>.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1").DisableAntiforgery().AddEndpointFilter<StorageFilter>();
        v1.MapNumbers();
        v1.MapRules();
        v1.MapLinks();
        v1.MapConversations();
        v1.MapMedia();
        v1.MapPrivate();
        v1.MapIdentities();
        v1.MapGaps();
        v1.MapAlarms();
        v1.MapReceived();
        v1.MapChecks();
        v1.MapMessageSends();
        v1.MapSends();
        v1.MapKeys();
        v1.MapEndpoints();
        v1.MapEvents();
        v1.Map("/{**rest}", (RequestDelegate)(http => Problems.NotFound("address").ExecuteAsync(http)))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(AccessSetup.Anybody);
        routes.MapScalarApiReference("/docs", page => page.WithTitle("Tandem API"))
            .RequireAuthorization(AccessSetup.Anybody);
    }
}
