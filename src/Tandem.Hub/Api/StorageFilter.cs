using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Hub.Hosting;

namespace Tandem.Hub.Api;

/// <summary>Maps what the engine throws to problem documents, once for all of <c>/v1</c>.</summary>
internal sealed class StorageFilter(StorageWatch watch) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (NotTakenException busy)
        {
            var seconds = (int)Math.Ceiling(busy.RetryAfter.TotalSeconds);
            context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return Problems.Of(503, "busy", "Try again later", busy.Message);
        }
        catch (DecisionUnknownException unknown)
        {
            return Problems.Of(500, "outcome_unknown", "Nobody knows what became of it", unknown.Message);
        }
        catch (JournalFullException)
        {
            context.HttpContext.Response.Headers.RetryAfter = "1";
            return Problems.Unavailable;
        }
        catch (StorageBrokenException broken)
        {
            watch.Report(broken);
            return Problems.Unavailable;
        }
        catch (Exception refusal) when (refusal is CursorUnreadableException or PageUnusableException)
        {
            return Problems.Invalid(refusal.Message);
        }
        catch (NumberUnknownException)
        {
            return Problems.NotFound("number");
        }
        catch (SecretUnreadableException refusal)
        {
            return Problems.Of(500, "secret_unreadable", "A stored secret cannot be read", refusal.Message);
        }
    }
}
