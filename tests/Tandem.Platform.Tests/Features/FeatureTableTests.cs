using System.Text.Json.Nodes;
using Tandem.Platform.Features;

namespace Tandem.Platform.Tests.Features;

/// <summary>
/// Every row of the feature table, by acting. What is expected stands here a second time, written down from Meta's
/// pages and not from the table.
/// </summary>
public sealed class FeatureTableTests
{
    private const string Message = "message";
    private const string Unsupported = "unsupported";
    private const string Unavailable = "unavailable";
    private const string TooLarge = "too large";
    private const string Echo = "echo";
    private const string OnPhone = "on the phone";
    private const string Nothing = "nothing";
    private const string Refused = "refused";
    private const string StateSync = "state sync";

    private static readonly (string Side, string Expected, string[] Names)[] Transcription =
    [
        (Sides.Customer, Message,
        [
            "text", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction", "edit",
            "revoke", "interactive", "button", "order",
        ]),
        (Sides.Customer, Unsupported,
        [
            "poll_creation", "poll_update", "gif", "group_invite", "hsm", "keep_in_chat", "link_preview", "list", "pin",
            "product",
        ]),
        (Sides.Customer, Refused, ["live_location", "view_once", "disappearing"]),
        (Sides.Customer, Nothing, ["call", "group_message"]),
        (Sides.Customer, Unavailable, ["unsupported_companion"]),
        (Sides.Customer, TooLarge, ["media_over_100_mb"]),
        (Sides.App, Echo,
        [
            "text", "image", "video", "document", "edit", "revoke", "audio", "sticker", "location", "contacts",
            "reaction", "poll_creation", "automatic_message",
        ]),
        (Sides.App, Refused,
            ["live_location", "view_once", "disappearing", "template", "interactive", "broadcast_list"]),
        (Sides.App, Nothing,
        [
            "group_message", "status", "channel_post", "call", "catalog", "label", "quick_reply", "marketing_message",
            "profile", "unsupported_companion",
        ]),
        (Sides.App, StateSync, ["contact"]),
        (Sides.Api, OnPhone,
        [
            "text", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction", "template",
            "interactive",
        ]),
        (Sides.Api, Refused, ["group_message", "edit", "revoke", "poll_creation"]),
    ];

    public static TheoryData<string, string, string, PlatformProfile> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string, PlatformProfile>();
            foreach (var (side, expected, names) in Transcription)
            {
                foreach (var name in names)
                {
                    rows.Add(side, name, expected, PlatformProfile.Documented);
                    rows.Add(side, name, expected, PlatformProfile.Field);
                }
            }

            return rows;
        }
    }

    [Fact]
    public void The_table_has_the_rows_of_the_transcription_and_names_a_source_for_each() => Assert.Equal(
        Transcription.SelectMany(group => group.Names.Select(name => $"{group.Side} {name}")).Order(),
        FeatureTable.Rows.Select(row =>
        {
            Assert.NotEmpty(row.Source);
            return $"{row.Side} {row.Name}";
        }).Order());

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_one_side_does_arrives_on_the_other_as_the_row_says(
        string side, string name, string expected, PlatformProfile profile)
    {
        var stage = new Stage(options => options.With(profile));
        var before = stage.CustomerSays(Kinds.Body("text", "")).Id!;
        stage.Run(TimeSpan.FromMinutes(5));
        var arrived = side switch
        {
            Sides.Customer => Customer(stage, name, before),
            Sides.App => App(stage, name, before),
            _ => Api(stage, name, before),
        };

        Assert.Equal(expected, arrived);
    }

    private static string Customer(Stage stage, string name, string before)
    {
        var said = Say(stage, name, before);
        stage.Run(TimeSpan.FromMinutes(5));
        if (said.Refusal is not null)
            return Refused;
        var item = stage.Items("messages", "messages").Find(item => (string?)item["id"] == said.Id);
        if ((string?)item?["type"] != "unsupported")
            return item is null ? Nothing : (string?)item["type"] == name ? Message : $"as {item["type"]}";
        switch ((int)item["errors"]![0]!["code"]!)
        {
            case 131051:
                Assert.Equal(name, (string?)item["unsupported"]!["type"]);
                return Unsupported;
            case 131052:
                return TooLarge;
            case 131060:
                return Unavailable;
            case var code:
                return $"as {code}";
        }
    }

    private static PlatformOutput.ActSettled Say(Stage stage, string name, string before)
    {
        if (name == "media_over_100_mb")
        {
            var film = new UploadedMedia(new string('d', 64), 100 * 1024 * 1024 + 1, "application/pdf", null, "k");
            var id = stage.Act(act => new PlatformInput.KeepMedia(act, film)).Id;
            return stage.CustomerSays($$$"""{"type":"document","document":{"id":"{{{id}}}"}}""");
        }

        if (name != "unsupported_companion")
            return stage.CustomerSays(Kinds.Body(name, before));
        stage.Act(id => new PlatformInput.DefineCustomer(id, Stage.Anna, new(Companion: "windows")));
        return stage.CustomerSays(Kinds.Body("text", before));
    }

    private static string App(Stage stage, string name, string before)
    {
        var row = FeatureTable.Find(Sides.App, name)!;
        switch (name)
        {
            case "automatic_message":
                stage.Act(id => new PlatformInput.SetAutomation(id, Stage.NumberId, "Welcome!", null));
                stage.CustomerSays(Kinds.Body("text", ""), "16505550007");
                return Echoed(stage, item => (string?)item["text"]?["body"] == "Welcome!");
            case "contact":
                return ContactSync(stage);
            case "unsupported_companion":
                return Windows(stage);
            case var _ when !row.IsMessage:
                var posts = stage.Posts.Count;
                var used = stage.Act(id => new PlatformInput.OwnerUses(id, Stage.NumberId, name));
                stage.Run(TimeSpan.FromMinutes(5));
                Assert.Equal(posts, stage.Posts.Count);
                return used.Refusal is null ? Nothing : Refused;
        }

        if (name is "edit" or "revoke")
            before = stage.OwnerSays(Kinds.Body("text", "")).Id!;
        var said = stage.OwnerSays(Kinds.Body(name, before));
        return said.Refusal is not null
            ? Refused
            : Echoed(stage, item => (string?)item["id"] == said.Id && IsLike(item, name, before));
    }

    /// <summary>The echo is of its kind and says what was said.</summary>
    private static bool IsLike(JsonNode echo, string name, string before)
    {
        var (content, said) = (echo[name], JsonNode.Parse(Kinds.Body(name, before))![name]!);
        return (string?)echo["type"] == name && name switch
        {
            "image" or "video" or "audio" or "document" or "sticker" =>
                content?["id"] is not null && content["sha256"] is not null && content["mime_type"] is not null,
            "edit" => (string?)content?["original_message_id"] == before
                && (string?)content["message"]?["text"]?["body"] == "Better",
            _ => JsonNode.DeepEquals(content, said),
        };
    }

    private static string Windows(Stage stage)
    {
        var device = stage.Act(id => new PlatformInput.LinkCompanion(id, Stage.NumberId, "windows")).Id!;
        var body = System.Text.Encoding.UTF8.GetBytes(Kinds.Body("text", ""));
        var said = stage.Act(id => new PlatformInput.OwnerSays(id, Stage.NumberId, Stage.Anna, body, device)).Id!;
        var arrived = Echoed(stage, item => (string?)item["id"] == said);
        Assert.Contains(stage.On(Screen.Customer), line => line.Wamid == said); // only the Cloud API misses it
        return arrived;
    }

    private static string Echoed(Stage stage, Func<JsonNode, bool> isIt)
    {
        stage.Run(TimeSpan.FromMinutes(5));
        return stage.Items("smb_message_echoes", "message_echoes").Exists(item => isIt(item)) ? Echo : Nothing;
    }

    private static string ContactSync(Stage stage)
    {
        stage.Act(id => new PlatformInput.PutContact(id, Stage.NumberId, Stage.Anna, "Anna Berg", "Anna"));
        stage.Run(TimeSpan.FromMinutes(5));
        var item = Assert.Single(stage.Items("smb_app_state_sync", "state_sync"));
        return (string?)item["action"] == "add" ? StateSync : Nothing;
    }

    private static string Api(Stage stage, string name, string before)
    {
        var file = new UploadedMedia(new string('a', 64), 1000, Kinds.MimeOf(name), null, "k");
        var media = stage.Graph(
            "POST", $"/v25.0/{Stage.NumberId}/media", "messaging_product=whatsapp",
            contentType: "application/x-www-form-urlencoded", media: file);
        var sent = stage.SendRest(Kinds.Send(name, (string)media.Json["id"]!, before));
        stage.Run(TimeSpan.FromMinutes(5));
        if (sent.Status != 200)
            return Refused;
        var lines = stage.On(Screen.Phone);
        return lines.Any(line => line.Wamid == sent.Wamid || line.Reactions.Any(mark => mark.Author == "api"))
            ? OnPhone
            : Nothing;
    }
}
