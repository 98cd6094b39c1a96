using System.Text.Json.Nodes;
using Tandem.Domain.Media;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Complaints;

/// <summary>Complaint L: media that is lost, late, mistaken for something else, or takes its message with it.</summary>
/// <remarks>
/// chatwoot 10470, 12260, 12467, 13165, 13369, 13639; fazer-ai/chatwoot 439; Whatsapp-Business-Cloud-Api-Net 70;
/// waha 857.
/// </remarks>
public sealed class MediaTests
{
    [Fact]
    public void A_download_that_fails_does_not_take_the_message_with_it() => Stage.Play(async hub =>
    {
        hub.Media.Graph = _ => throw new InvalidOperationException("broken");
        await hub.TellAsync(Webhook.Of(Media("wamid.1", "image", "7")));
        await hub.PassAsync(TimeSpan.FromMinutes(1));

        var message = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal(("image", "waiting", "no_answer"), (message.Type, message.Media?.State, message.Media?.Reason));
    });

    [Fact]
    public void One_failed_download_is_not_the_last_word() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = [1];
        hub.Media.Obstacle = _ => MediaFault.Cut;
        await hub.TellAsync(Webhook.Of(Media("wamid.1", "video", "7")));
        await hub.PassAsync(TimeSpan.FromHours(5));
        hub.Media.Obstacle = _ => null;
        await hub.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal("kept", Assert.Single(await Client.TimelineAsync(hub)).Media?.State);
    });

    [Fact]
    public void Media_is_here_when_the_platform_has_forgotten_it() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = [1];
        await hub.TellAsync(Webhook.Of(Media("wamid.1", "image", "7")));
        await hub.PassAsync(TimeSpan.FromSeconds(1));
        hub.Media.Items.Clear();
        await hub.PassAsync(TimeSpan.FromDays(40));

        Assert.Equal("kept", Assert.Single(await Client.TimelineAsync(hub)).Media?.State);
        Assert.Single(hub.Media.Disk.Files);
    });

    [Fact]
    public void Media_of_history_that_comes_after_its_message_is_not_dropped_as_a_duplicate() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = [1];
        await hub.TellAsync(Webhook.Of("history", "messages", Media("wamid.1", "media_placeholder", id: null)));
        await hub.TellAsync(Webhook.Of("history", "messages", Media("wamid.1", "image", "7")));
        await hub.PassAsync(TimeSpan.FromSeconds(1));

        var message = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal(("image", "kept", null), (message.Type, message.Media?.State, message.Gap?.Code));
    });

    [Fact]
    public void A_page_that_is_called_a_picture_is_not_taken_for_one() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = [.. "<html><script>alert(1)</script></html>"u8];
        await hub.TellAsync(Webhook.Of(Media("wamid.1", "image", "7")));
        await hub.PassAsync(TimeSpan.FromSeconds(1));

        var media = Assert.Single(await Client.TimelineAsync(hub)).Media!;
        Assert.Equal(("image/png", "text/plain"), (media.MimeType, media.Type));
    });

    [Fact]
    public void What_cannot_be_had_says_why_and_what_to_do() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(Media("wamid.1", "image", "7")));
        await hub.PassAsync(TimeSpan.FromMinutes(5));

        var message = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal(("failed", "gone", "media_expired"),
            (message.Media?.State, message.Media?.Reason, message.Gap?.Code));
        Assert.Contains("phone", message.Gap!.WhatToDo, StringComparison.Ordinal);
    });

    private static JsonObject Media(string wamid, string type, string? id)
    {
        var message = Webhook.Text(wamid, TestHub.Customer, 1_750_000_000, "");
        message.Remove("text");
        message["type"] = type;
        if (id is not null)
            message[type] = new JsonObject { ["id"] = id, ["mime_type"] = "image/png" };
        return message;
    }
}
