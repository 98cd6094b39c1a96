using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>Describes in the contract what our own converters write.</summary>
internal static class Schemas
{
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(TimeSpan))
            Become(schema, Seconds());
        else if (type == typeof(Latency))
            Become(schema, new()
            {
                Type = JsonSchemaType.Object,
                Description = "How long something takes: from min to max, and with tail_chance up to tail_max.",
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["min"] = Seconds(),
                    ["max"] = Seconds(),
                    ["tail_chance"] = new OpenApiSchema { Type = JsonSchemaType.Number, Minimum = "0", Maximum = "1" },
                    ["tail_max"] = Seconds(),
                },
                Required = new HashSet<string> { "min", "max" },
            });
        // What is null is not written, so nobody may be promised it.
        foreach (var property in context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable))
            schema.Required?.Remove(property.Name);
        return Task.CompletedTask;
    }

    private static OpenApiSchema Seconds() =>
        new() { Type = JsonSchemaType.Number, Minimum = "0", Description = "Seconds." };

    private static void Become(OpenApiSchema schema, OpenApiSchema other)
    {
        (schema.Type, schema.Minimum, schema.Description) = (other.Type, other.Minimum, other.Description);
        (schema.Properties, schema.Required) = (other.Properties, other.Required);
    }
}
