using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tandem.Engine.Reading;

namespace Tandem.Hub.Api;

/// <summary>The description of <c>/v1</c> that programs read.</summary>
internal static class ApiDescription
{
    /// <summary>Names the API and how one proves who one is.</summary>
    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = call => call.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) == true;
        options.AddOperationTransformer((call, _, _) =>
        {
            // It is read as text, so that what is no number is refused by name.
            foreach (var limit in call.Parameters?.OfType<OpenApiParameter>().Where(p => p.Name == "limit") ?? [])
            {
                limit.Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Minimum = "1",
                    Maximum = PageAsk.MostElements.ToString(CultureInfo.InvariantCulture),
                };
            }

            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Tandem",
                Version = "v1",
                Description = "Numbers, conversations, messages, sends and live events of this hub. "
                    + "Meta's own Cloud API is at the same address, below /vN.N/.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "An API key of this hub.",
                },
            };
            document.Security = [new() { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        });
    }
}
