using System.Text.Json.Nodes;
using Tandem.Engine.Reading;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Complaints;

/// <summary>Complaint H: ghosts, messages that reach the phone and come to the system empty or not at all.</summary>
/// <remarks>chatwoot 13464, 14547; evolution-api 1319; fazer-ai/chatwoot 457; Baileys 1686; whatsmeow 916.</remarks>
public sealed class GhostsTests
{
    [Fact]
    public void A_message_the_API_was_not_given_is_shown_with_its_cause_and_what_to_do() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(Errors("wamid.ghost", 131060)));

        var message = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal(("wamid.ghost", "unavailable_to_api"), (message.Wamid, message.Gap?.Code));
        var gap = Assert.Single(await GapsAsync(hub, isOpen: true));
        Assert.Equal(("unavailable_to_api", "wamid.ghost"), (gap.Code, gap.Wamid));
        Assert.Contains("phone", gap.WhatToDo, StringComparison.Ordinal);
    });

    [Fact]
    public void When_the_message_follows_the_ghost_is_that_message_and_its_gap_closes() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(Errors("wamid.ghost", 131060)));

        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.ghost", TestHub.Customer, 1_750_000_000, "Hello")));

        var message = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal(("text", null), (message.Type, message.Gap?.Code));
        Assert.Empty(await GapsAsync(hub, isOpen: true));
        Assert.Equal("itself", Assert.Single(await GapsAsync(hub, isOpen: false)).ClosedBy);
    });

    [Fact]
    public void A_ghost_that_comes_after_its_message_takes_nothing_away() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "Hello")));

        await hub.TellAsync(Webhook.Of(Errors("wamid.1", 131060)));

        Assert.Equal("text", Assert.Single(await Client.TimelineAsync(hub)).Type);
        Assert.Empty(await GapsAsync(hub, isOpen: true));
    });

    [Fact]
    public void A_kind_the_API_does_not_carry_is_named_and_not_swallowed() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(Errors("wamid.poll", 131051)));

        var message = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal(("unsupported", "unsupported_kind"), (message.Type, message.Gap?.Code));
    });

    [Fact]
    public void A_reply_to_words_nobody_handed_over_says_that_they_are_missing() => Stage.Play(async hub =>
    {
        var reply = Webhook.Text("wamid.reply", TestHub.Customer, 1_750_000_020, "Yes, that one");
        reply["context"] = new JsonObject { ["from"] = "15550783881", ["id"] = "wamid.unseen" };

        await hub.TellAsync(Webhook.Of(reply));
        var open = Assert.Single(await GapsAsync(hub, isOpen: true));
        await hub.TellAsync(Webhook.Of("smb_message_echoes", "message_echoes",
            Webhook.Echo("wamid.unseen", TestHub.Customer, 1_750_000_000, "The blue one?")));

        Assert.Equal(("never_seen", "wamid.unseen"), (open.Code, open.Wamid));
        Assert.Empty(await GapsAsync(hub, isOpen: true));
        Assert.Equal(2, (await Client.TimelineAsync(hub)).Count);
    });

    [Theory]
    [InlineData("history", "read")]
    [InlineData("echo", "delivered")]
    public void What_another_program_sent_is_shown_by_its_statuses_until_its_words_come(
        string way, string status) => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.in", TestHub.Customer, 1_750_000_000, "Hello")));

        await hub.TellAsync(Webhook.Of("messages", "statuses", Webhook.Status(
            "wamid.other", "delivered", TestHub.Customer, 1_750_000_010)));
        var ghost = (await Client.TimelineAsync(hub)).Single(message => message.Wamid == "wamid.other");
        var open = Assert.Single(await GapsAsync(hub, isOpen: true));
        var words = Webhook.Echo("wamid.other", TestHub.Customer, 1_750_000_009, "Your parcel is here.");
        await hub.TellAsync(way == "history"
            ? Past.Of(TestHub.Customer, words)
            : Webhook.Of("smb_message_echoes", "message_echoes", words));

        Assert.Equal(("other_api", "content_unknown", null), (ghost.Origin, ghost.Gap?.Code, ghost.Content));
        Assert.Equal(("content_unknown", "wamid.other"), (open.Code, open.Wamid));
        var timeline = await Client.TimelineAsync(hub);
        Assert.Equal(["wamid.in", "wamid.other"], timeline.Select(message => message.Wamid!));
        Assert.Equal(
            "Your parcel is here.", timeline[1].Content!.Value.GetProperty("text").GetProperty("body").GetString());
        Assert.Equal((status, null), (timeline[1].Status, timeline[1].Gap?.Code));
        Assert.Empty(await GapsAsync(hub, isOpen: true));
        Assert.Equal("itself", Assert.Single(await GapsAsync(hub, isOpen: false)).ClosedBy);
    });

    private static JsonObject Errors(string wamid, int code)
    {
        var message = Webhook.Text(wamid, TestHub.Customer, 1_750_000_000, "");
        message.Remove("text");
        message["type"] = "unsupported";
        message["errors"] = new JsonArray(new JsonObject
        {
            ["code"] = code,
            ["title"] = "Message unavailable",
            ["message"] = "Message unavailable",
        });
        return message;
    }

    private static async Task<IReadOnlyList<GapEntryView>> GapsAsync(TestHub hub, bool isOpen) => (await hub.Reader.Gaps
        .ListAsync(TestHub.PhoneNumberId, isOpen, kind: null, new PageAsk(Limit: 10), default)).Data;
}
