using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Hub.DropIn;

/// <summary>What the drop-in Cloud API needs.</summary>
internal static class DropInSetup
{
    /// <summary>Adds the forwarder and what finds nodes.</summary>
    public static void AddDropIn(this IServiceCollection services)
    {
        services.AddHttpForwarder();
        services.AddSingleton<NodeFinder>();
        services.AddSingleton<GraphForwarder>();
    }
}
