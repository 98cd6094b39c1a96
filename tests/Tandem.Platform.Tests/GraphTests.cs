namespace Tandem.Platform.Tests;

public sealed class GraphTests
{
    private readonly Stage _stage = new();

    [Theory]
    [InlineData("/v25.0/106540352242922")]
    [InlineData("/v19.0/106540352242922/")]
    [InlineData("/106540352242922")]
    [InlineData("/106540352242922/?fields=verified_name,display_phone_number,quality_rating")]
    public void The_number_node_answers_with_or_without_version_and_slash(string path)
    {
        var answer = _stage.Graph("GET", path);

        Assert.Equal(200, answer.Status);
        Assert.Equal("+1 555-078-3881", (string?)answer.Json["display_phone_number"]);
        Assert.Equal("106540352242922", (string?)answer.Json["id"]);
        var version = path.StartsWith("/v19", StringComparison.Ordinal) ? "v19.0" : "v25.0";
        Assert.Equal(version, answer.Header("facebook-api-version"));
    }

    [Fact]
    public void Fields_select_and_coexistence_is_told()
    {
        var answer = _stage.Graph(
            "GET", "/106540352242922?fields=is_on_biz_app,platform_type,health_status{can_send_message}");

        Assert.Equal(
            ["health_status", "id", "is_on_biz_app", "platform_type"],
            answer.Json.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.True((bool)answer.Json["is_on_biz_app"]!);
        Assert.Equal("CLOUD_API", (string?)answer.Json["platform_type"]);
    }

    [Fact]
    public void Tokens_are_taken_from_header_query_and_form()
    {
        Assert.Equal(200, _stage.Graph("GET", $"/106540352242922?access_token={Stage.Token}", token: null).Status);
        var read = _stage.Graph(
            "POST", "/106540352242922/subscribed", $"access_token={Stage.Token}", token: null,
            contentType: "application/x-www-form-urlencoded");
        Assert.Equal(33, (int)read.Json["error"]!["error_subcode"]!);
        var none = _stage.Graph("GET", "/106540352242922", token: null);
        Assert.Equal((401, 104), (none.Status, none.Code));
        var unknown = _stage.Graph("GET", "/106540352242922", token: "nonsense");
        Assert.Equal((401, 190), (unknown.Status, unknown.Code));
    }

    [Fact]
    public void What_a_token_may_not_see_does_not_exist_for_it()
    {
        _stage.Do(new PlatformInput.CreateAccount(1, new()
        {
            AppId = "2",
            AppSecret = "s",
            WabaId = "3",
            AccessToken = "other",
            Numbers = [new("4", "+44 20 7946 0000", "Other Shop")],
        }));
        var hidden = _stage.Graph("GET", "/4");
        Assert.Equal((400, 100), (hidden.Status, hidden.Code));
        Assert.Equal("GraphMethodException", (string?)hidden.Json["error"]!["type"]);
        Assert.Equal(200, _stage.Graph("GET", "/4", token: "other").Status);
    }

    [Fact]
    public void Forms_can_send_with_nested_json()
    {
        _stage.CustomerSays("""{"text":{"body":"hi"}}""");
        var form = "messaging_product=whatsapp&to=%2B16505551234&type=text&text=" +
            Uri.EscapeDataString("""{"body":"Hello + more"}""");
        var sent = _stage.Graph(
            "POST", "/106540352242922/messages", form, contentType: "application/x-www-form-urlencoded");

        Assert.Equal(200, sent.Status);
    }

    [Fact]
    public void Media_lives_under_an_id_and_is_fetched_from_a_short_lived_address()
    {
        var file = new UploadedMedia(new string('a', 64), 1234, "image/png", "a.png", "key-1");
        var upload = _stage.Graph(
            "POST", "/v25.0/106540352242922/media", "messaging_product=whatsapp&type=image", media: file,
            contentType: "application/x-www-form-urlencoded");
        var id = (string)upload.Json["id"]!;
        var node = _stage.Graph("GET", $"/{id}?phone_number_id=106540352242922").Json;
        Assert.Equal((1234, file.Sha256), ((int)node["file_size"]!, (string?)node["sha256"]));
        Assert.Equal("image/png", (string?)node["mime_type"]);
        var path = new Uri((string)node["url"]!).PathAndQuery;
        HttpField agent = new("User-Agent", "test");

        Assert.Equal(401, _stage.Graph("GET", path, token: null, headers: agent).Status);
        Assert.Equal(400, _stage.Graph("GET", path).Status);
        var download = _stage.Graph("GET", path, headers: agent);
        Assert.Equal((200, "key-1"), (download.Status, download.Raw.MediaKey));
        Assert.Equal("image/png", download.Header("content-type"));
        _stage.Run(TimeSpan.FromMinutes(5));
        Assert.Equal(404, _stage.Graph("GET", path, headers: agent).Status);
        Assert.Equal("""{"success":true}""", _stage.Graph("DELETE", $"/{id}").Text);
        Assert.Equal(400, _stage.Graph("GET", $"/{id}").Status);
    }

    [Theory]
    [InlineData("application/octet-stream", 10, 100)]
    [InlineData("image/png", 5 * 1024 * 1024 + 1, 131053)]
    [InlineData("video/mp4", 16 * 1024 * 1024 + 1, 131053)]
    public void Uploads_of_a_wrong_type_or_size_are_refused(string mime, long size, int code)
    {
        var refused = _stage.Graph(
            "POST", "/106540352242922/media?messaging_product=whatsapp", media: new("00", size, mime, null, "k"));

        Assert.Equal((400, code), (refused.Status, refused.Code));
    }

    [Fact]
    public void A_customers_picture_comes_with_a_base64_hash_and_can_be_downloaded()
    {
        _stage.CustomerSays("""{"type":"image","image":{"caption":"Look"}}""");
        _stage.Run(TimeSpan.FromSeconds(2));
        var image = Assert.Single(_stage.Items("messages", "messages"))["image"]!;
        var node = _stage.Graph("GET", "/" + (string)image["id"]!).Json;
        var path = new Uri((string)node["url"]!).PathAndQuery;
        var bytes = _stage.Graph("GET", path, headers: new HttpField("User-Agent", "test")).Raw.Body;
        var hash = System.Security.Cryptography.SHA256.HashData(bytes.Span);

        Assert.Equal(Convert.ToBase64String(hash), (string?)image["sha256"]);
        Assert.Equal(Convert.ToHexStringLower(hash), (string?)node["sha256"]);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], bytes[..4].ToArray());
    }

    [Fact]
    public void Media_of_a_wrong_kind_fails_by_status()
    {
        _stage.CustomerSays("""{"text":{"body":"hi"}}""");
        var id = (string)_stage.Graph(
            "POST", "/106540352242922/media?messaging_product=whatsapp",
            media: new("00", 10, "application/pdf", "a.pdf", "k")).Json["id"]!;
        var sent = _stage.SendRest($$$"""{"type":"image","image":{"id":"{{{id}}}"}}""");
        _stage.Run(TimeSpan.FromSeconds(3));

        Assert.Equal(["failed"], _stage.StatusesOf(sent.Wamid));
        Assert.Equal(131009, _stage.Send(
            """{"messaging_product":"whatsapp","to":"16505551234","type":"image","image":{"id":"404"}}""").Code);
    }

    [Fact]
    public void Accounts_list_their_numbers_templates_and_subscription()
    {
        var numbers = _stage.Graph("GET", $"/{Stage.WabaId}/phone_numbers").Json;
        Assert.Equal(Stage.NumberId, (string?)numbers["data"]![0]!["id"]);
        Assert.Equal("Lucky Shrub", (string?)_stage.Graph("GET", $"/{Stage.WabaId}").Json["name"]);
        var page = _stage.Graph("GET", $"/{Stage.WabaId}/message_templates?limit=2").Json;
        Assert.Equal("hello_world", (string?)page["data"]![0]!["name"]);
        var next = _stage.Graph("GET", new Uri((string)page["paging"]!["next"]!).PathAndQuery).Json;
        Assert.Equal("spring_sale", (string?)next["data"]![0]!["name"]);
        Assert.Null(next["paging"]!["next"]);
        Assert.Equal(131059, _stage.Graph("GET", $"/{Stage.WabaId}/message_templates?after=%21").Code);
        var apps = _stage.Graph("GET", $"/{Stage.WabaId}/subscribed_apps").Json;
        Assert.Equal("634974688087057", (string?)apps["data"]![0]!["whatsapp_business_api_data"]!["id"]);
        var token = _stage.Graph("GET", $"/debug_token?input_token={Stage.Token}").Json["data"]!;
        Assert.True((bool)token["is_valid"]!);
        Assert.Equal(Stage.WabaId, (string?)token["granular_scopes"]![0]!["target_ids"]![0]);
    }

    [Fact]
    public void An_app_subscribes_its_callback_through_the_challenge()
    {
        var outputs = _stage.Do(new PlatformInput.GraphRequested(
            99, "POST", "/v25.0/634974688087057/subscriptions",
            "object=whatsapp_business_account&callback_url=https%3A%2F%2Fnew.example%2Fh&verify_token=v" +
                $"&fields=messages&access_token=634974688087057%7C{Stage.Secret}",
            [], default));
        Assert.Empty(outputs.OfType<PlatformOutput.GraphAnswered>());
        var posed = outputs.OfType<PlatformOutput.ChallengePosed>().Single();
        outputs = _stage.Do(new PlatformInput.ChallengeAnswered(posed.ChallengeId, 200, posed.Expected));

        Assert.Equal((99, 200), outputs.OfType<PlatformOutput.GraphAnswered>()
            .Select(answer => ((int)answer.RequestId, answer.Status)).Single());
        Assert.Equal("https://new.example/h", _stage.Mind.Accounts[0].CallbackUrl);
    }

    [Fact]
    public void A_profile_is_kept_and_selected_by_fields()
    {
        var path = "/106540352242922/whatsapp_business_profile";
        var body = """{"messaging_product":"whatsapp","about":"Succulents!","websites":["https://x.example/"]}""";
        Assert.Equal(200, _stage.Graph("POST", path, body).Status);
        var profile = _stage.Graph("GET", path + "?fields=about,websites,email").Json["data"]![0]!;
        Assert.Equal("Succulents!", (string?)profile["about"]);
        Assert.Equal("https://x.example/", (string?)profile["websites"]![0]);
        Assert.Null(_stage.Graph("GET", path).Json["data"]![0]!["about"]);
        Assert.Equal(100, _stage.Graph("POST", path, """{"messaging_product":"whatsapp","about":""}""").Code);
    }

    [Fact]
    public void Each_sync_is_granted_once_and_only_on_the_first_day()
    {
        var path = "/106540352242922/smb_app_data";
        var contacts = """{"messaging_product":"whatsapp","sync_type":"smb_app_state_sync"}""";
        Assert.NotNull((string?)_stage.Graph("POST", path, contacts).Json["request_id"]);
        var again = _stage.Graph("POST", path, contacts);
        Assert.Equal((400, 4, 2593107), (again.Status, again.Code, (int)again.Json["error"]!["error_subcode"]!));
        _stage.Run(TimeSpan.FromHours(25));
        var late = _stage.Graph("POST", path, """{"messaging_product":"whatsapp","sync_type":"history"}""");
        Assert.Equal(2593108, (int)late.Json["error"]!["error_subcode"]!);
        Assert.Equal(400, _stage.Graph("POST", "/106540352242922/deregister").Status);
    }

    [Fact]
    public void Blocked_customers_are_neither_heard_nor_reached()
    {
        _stage.CustomerSays("""{"text":{"body":"hi"}}""");
        var body = """{"messaging_product":"whatsapp","block_users":[{"user":"+16505551234"}]}""";
        Assert.Equal(200, _stage.Graph("POST", "/106540352242922/block_users", body).Status);
        var before = _stage.Mind.Chat(Screen.Phone, Stage.NumberId, Stage.Anna)!.Count;
        _stage.CustomerSays("""{"text":{"body":"hello?"}}""");
        Assert.Equal(before, _stage.Mind.Chat(Screen.Phone, Stage.NumberId, Stage.Anna)!.Count);
        Assert.Equal(130403, _stage.SendText("x").Code);
        var list = _stage.Graph("GET", "/106540352242922/block_users").Json;
        Assert.Equal(Stage.Anna, (string?)list["data"]![0]!["wa_id"]);
        Assert.Equal(200, _stage.Graph("DELETE", "/106540352242922/block_users", body).Status);
        Assert.Equal(200, _stage.SendText("x").Status);
    }
}
