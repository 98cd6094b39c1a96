using System.Text.Json.Nodes;
using Tandem.Platform.Features;

namespace Tandem.Platform.Tests.Features;

/// <summary>Does what a row of the feature table names, and says what the other end of the number saw of it.</summary>
internal static class FeatureActs
{
    public const string Message = "message";
    public const string Unsupported = "unsupported";
    public const string Unavailable = "unavailable";
    public const string TooLarge = "too large";
    public const string Echo = "echo";
    public const string OnPhone = "on the phone";
    public const string Nothing = "nothing";
    public const string Refused = "refused";
    public const string StateSync = "state sync";

    /// <summary>Does it, after the customer has opened the window.</summary>
    public static string Do(Stage stage, string side, string name)
    {
        var before = stage.CustomerSays(Kinds.Body("text", "")).Id!;
        stage.Run(TimeSpan.FromMinutes(5));
        return side switch
        {
            Sides.Customer => Customer(stage, name, before),
            Sides.App => App(stage, name, before),
            _ => Api(stage, name, before),
        };
    }

    /// <summary>Sends a video of 20 MB, which no rule of Meta's forbids a phone.</summary>
    public static string DoBigVideo(Stage stage, string side)
    {
        var film = new UploadedMedia(new string('d', 64), 20 * 1024 * 1024, "video/mp4", null, "k");
        var id = stage.Act(act => new PlatformInput.KeepMedia(act, film)).Id;
        var body = $$$"""{"type":"video","video":{"id":"{{{id}}}"}}""";
        var said = side == Sides.App ? stage.OwnerSays(body) : stage.CustomerSays(body);
        Assert.Null(said.Refusal);
        stage.Run(TimeSpan.FromMinutes(5));
        var isTold = side == Sides.App
            ? stage.Items("smb_message_echoes", "message_echoes").Exists(item => (string?)item["id"] == said.Id)
            : stage.Items("messages", "messages").Exists(item => (string?)item["id"] == said.Id);
        return !isTold ? Nothing : side == Sides.App ? Echo : Message;
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
