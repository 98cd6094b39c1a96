using Tandem.CloudApi.Security;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>The wire from the platform to the hub's webhook address.</summary>
internal static class WebhookLine
{
    /// <summary>Carries one attempt there and its answer back, as well as the weather allows.</summary>
    public static void Carry(World world, PlatformOutput.WebhookPosted post)
    {
        var subject = $"{post.DeliveryId}/{post.Attempt}";
        world.Trace.Note("webhook leaves", subject, post.Body.Span);
        if (world.Weather.Strikes(FaultSite.WebhookLost, subject))
            return; // the platform notices by its own time-out

        var delay = world.Weather.Delay(2, 60);
        if (world.Weather.Strikes(FaultSite.WebhookLate, subject))
            delay += world.Weather.Delay(100, 40_000);
        world.Time.After(delay, () => _ = ArriveAsync(world, post, subject));
        if (world.Weather.Strikes(FaultSite.WebhookTwice, subject))
            world.Time.After(delay + world.Weather.Delay(0, 5_000), () => _ = ArriveAsync(world, post, subject));
    }

    /// <summary>Posts bytes of our own making with this signature; nobody waits for the answer.</summary>
    public static void Post(World world, byte[] body, string? signature, string what) =>
        world.Time.After(world.Weather.Delay(2, 60), () => _ = OwnAsync(world, body, signature, what));

    private static async Task ArriveAsync(World world, PlatformOutput.WebhookPosted post, string subject)
    {
        var signature = post.Headers.First(header => header.Name == WebhookSignature.HeaderName).Value;
        var status = await world.Hub.PostWebhookAsync(post.Body, signature, subject);
        world.Trace.Note("webhook answered", $"{subject} {status}");
        if (!world.Weather.IsStormy)
            world.SomebodyLooks(); // what comes days late may take over without an end
        if (status == 200 && world.Weather.Strikes(FaultSite.WebhookAnswerLost, subject))
            return;

        world.Time.After(
            world.Weather.Delay(2, 60),
            () => world.Platform.WebhookAnswered(post.DeliveryId, post.Attempt, status));
    }

    private static async Task OwnAsync(World world, byte[] body, string? signature, string what)
    {
        var status = await world.Hub.PostWebhookAsync(body, signature, what);
        world.Trace.Note("webhook answered", $"{what} {status}");
        if (status is null or 503 && signature is not null && what.StartsWith("history", StringComparison.Ordinal))
            // as Meta would
            world.Time.After(TimeSpan.FromSeconds(20), () => _ = OwnAsync(world, body, signature, what));
    }
}
