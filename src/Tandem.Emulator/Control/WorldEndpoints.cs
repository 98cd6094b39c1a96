using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Graph;
using Tandem.Emulator.Running;
using Tandem.Platform;
using Tandem.Platform.Features;
using Tandem.Platform.Network;

namespace Tandem.Emulator.Control;

/// <summary>How the platform behaves, and what it takes for given.</summary>
internal static class WorldEndpoints
{
    public static void MapWorld(this RouteGroupBuilder control)
    {
        control.MapGet("/profile", ProfileAsync)
            .WithSummary("Whose word the platform follows: documented, field, or mixed.")
            .Produces<ProfileView>();
        control.MapPut("/profile", FollowAsync)
            .WithSummary("Follows Meta's documents, or what people report from the field.")
            .Accepts<ProfileBody>("application/json")
            .Produces<ProfileView>().ProducesProblem(400);
        control.MapGet("/switches", async (Mailbox mailbox) =>
                TypedResults.Ok(PlatformSwitches.Read(await mailbox.ReadAsync(mind => mind.Options))))
            .WithSummary("Every behaviour by name, and how it stands.")
            .Produces<JsonObject>();
        control.MapPatch("/switches", SwitchAsync)
            .WithSummary("Changes the behaviours it names; null means none where there may be none.")
            .Accepts<JsonObject>("application/json")
            .Produces<JsonObject>().ProducesProblem(400);
        control.MapGet("/features", () =>
                TypedResults.Ok(new Listed<FeatureBody>([.. FeatureTable.Rows.Select(FeatureBody.Of)])))
            .WithSummary("What each side of a number can do, and what arrives on the other, with sources.")
            .Produces<Listed<FeatureBody>>();
        control.MapGet("/countries", () => TypedResults.Ok(new Listed<Country>(Country.All)))
            .WithSummary("Countries with a profile: since when coexistence, how far webhooks trail in the field.")
            .Produces<Listed<Country>>();
        control.MapGet("/seed", async (Mailbox mailbox) => TypedResults.Ok(Seed(await mailbox.ReadAsync(Options))))
            .WithSummary("The seed of all chance.")
            .Produces<SeedBody>();
        control.MapPost("/reset", ResetAsync)
            .WithSummary("A new world with the accounts it began with. Without `seed`, the seed it began with: then "
                + "ids repeat, which a hub that remembers them takes for duplicates.")
            .Accepts<ResetBody>("application/json")
            .Produces<SeedBody>().ProducesProblem(400);
    }

    private static PlatformOptions Options(PlatformMind mind) => mind.Options;

    private static SeedBody Seed(PlatformOptions options) => new(options.Seed.ToString(CultureInfo.InvariantCulture));

    private static async Task<IResult> ProfileAsync(Mailbox mailbox) =>
        TypedResults.Ok(View(await mailbox.ReadAsync(Options)));

    private static ProfileView View(PlatformOptions options) => new(
        options == options.With(PlatformProfile.Documented) ? "documented"
        : options == options.With(PlatformProfile.Field) ? "field"
        : "mixed");

    private static async Task<IResult> FollowAsync(HttpRequest request, Mailbox mailbox)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.ProfileBody);
        if (body is null)
            return Problems.Of(unreadable!);
        var settled = await await mailbox.DoAsync(world => world.Act(
            id => new PlatformInput.SetOptions(id, world.Mind.Options.With(body.Profile))));
        return settled.Refusal is { } refusal ? Problems.Of(refusal) : await ProfileAsync(mailbox);
    }

    private static async Task<IResult> SwitchAsync(HttpRequest request, Mailbox mailbox)
    {
        var bytes = await GraphBody.AllAsync(request.Body, request.HttpContext.RequestAborted);
        JsonElement patch;
        try
        {
            patch = JsonElement.Parse(bytes);
        }
        catch (JsonException)
        {
            patch = default;
        }

        // Read, changed and set in one letter, so that two patches at once do not undo each other.
        var (mistakes, options) = await mailbox.DoAsync(world =>
        {
            var changed = PlatformSwitches.Patch(world.Mind.Options, patch, out var mistakes);
            if (mistakes.Count == 0)
                world.Act(id => new PlatformInput.SetOptions(id, changed));
            return (mistakes, world.Mind.Options);
        });
        return mistakes.Count > 0 ? Problems.OfAll(mistakes) : TypedResults.Ok(PlatformSwitches.Read(options));
    }

    private static async Task<IResult> ResetAsync(HttpRequest request, Mailbox mailbox)
    {
        ulong? seed = null;
        if (request.ContentLength != 0)
        {
            var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.ResetBody);
            if (body is null)
                return Problems.Of(unreadable!);
            if (body.Seed is { ValueKind: not JsonValueKind.Null } given)
            {
                if (!ulong.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    return Problems.Of(new(
                        "seed", $"it is a whole number from 0 to {ulong.MaxValue}", "leave it out for the same seed"));
                seed = number;
            }
        }

        return TypedResults.Ok(Seed(await mailbox.DoAsync(world =>
        {
            world.Reset(seed);
            return world.Mind.Options;
        })));
    }
}
