namespace Tandem.Platform.Tests.Limits;

public sealed class TemplateLifeTests
{
    private const string Edge = $"/{Stage.WabaId}/message_templates";
    private readonly Stage _stage = new();

    [Fact]
    public void A_template_is_reviewed_before_it_can_be_sent()
    {
        var created = _stage.CreateTemplate("summer", "utility", "Hi {{1}}, see you.");
        Assert.Equal(("PENDING", "UTILITY"), ((string?)created.Json["status"], (string?)created.Json["category"]));
        var early = _stage.SendTemplate("summer", Stage.Anna, "Anna");
        Assert.Equal((404, 132001), (early.Status, early.Code));

        _stage.Run(TimeSpan.FromMinutes(6));
        Assert.Equal(200, _stage.SendTemplate("summer", Stage.Anna, "Anna").Status);
        var told = Assert.Single(_stage.Values("message_template_status_update"));
        Assert.Equal(
            ("APPROVED", "summer", "en-US", "NONE", "UTILITY"),
            ((string?)told["event"], (string?)told["message_template_name"],
                (string?)told["message_template_language"], (string?)told["reason"],
                (string?)told["message_template_category"]));
        Assert.Equal((string?)created.Json["id"], told["message_template_id"]!.ToJsonString());
    }

    [Fact]
    public void Parameters_side_by_side_are_rejected_by_the_review_and_may_be_mended()
    {
        var id = (string)_stage.CreateTemplate("joined", "UTILITY", "Hi {{1}}{{2}}, see you.").Json["id"]!;
        var inReview = _stage.Graph("POST", "/" + id, """{"components":[{"type":"BODY","text":"Hi {{1}}."}]}""");
        Assert.Equal(2388039, (int)inReview.Json["error"]!["error_subcode"]!);
        _stage.Run(TimeSpan.FromMinutes(6));
        var told = Assert.Single(_stage.Values("message_template_status_update"));
        Assert.Equal(("REJECTED", "INVALID_FORMAT"), ((string?)told["event"], (string?)told["reason"]));
        Assert.NotNull((string?)told["rejection_info"]!["recommendation"]);
        Assert.Equal(132001, _stage.SendTemplate("joined", Stage.Anna, "A", "B").Code);

        var edit = _stage.Graph(
            "POST", "/" + id, """{"components":[{"type":"BODY","text":"Hi {{1}} and {{2}}, see you."}]}""");
        Assert.Equal("""{"success":true}""", edit.Text);
        _stage.Run(TimeSpan.FromMinutes(6));
        Assert.Equal(200, _stage.SendTemplate("joined", Stage.Anna, "A", "B").Status);
    }

    [Fact]
    public void Where_no_review_comes_an_operator_decides()
    {
        var stage = new Stage(options => options with { TemplateReviewTakes = null });
        var id = (string)stage.CreateTemplate("summer", "MARKETING", "Buy {{1}} now.").Json["id"]!;
        stage.Run(TimeSpan.FromDays(1));
        Assert.Equal("PENDING", stage.Template("summer").Status);
        stage.Act(new PlatformInput.ReviewTemplate(1, Stage.WabaId, id, Approved: false, "PROMOTIONAL"));
        stage.Run(TimeSpan.FromSeconds(1));

        Assert.Equal("REJECTED", stage.Template("summer").Status);
        Assert.Equal("PROMOTIONAL", stage.Template("summer").RejectedReason);
        Assert.Equal("PROMOTIONAL", (string?)stage.Values("message_template_status_update").Single()["reason"]);
        var again = stage.Act(new PlatformInput.ReviewTemplate(2, Stage.WabaId, id, Approved: true));
        Assert.Equal("template_id", again.Refusal!.Field);
        Assert.True(stage.Act(new PlatformInput.ReviewTemplate(3, Stage.WabaId, "404", true)).Refusal!.NotFound);
    }

    [Theory]
    [InlineData("""{"language":"en_US","category":"UTILITY","components":[{"type":"BODY","text":"x"}]}""", null)]
    [InlineData("""{"name":"Big","language":"en_US","category":"UTILITY","components":[]}""", null)]
    [InlineData("""{"name":"a","category":"UTILITY","components":[{"type":"BODY","text":"x"}]}""", null)]
    [InlineData("""{"name":"a","language":"en_US","category":"X","components":[{"type":"BODY","text":"x"}]}""", null)]
    [InlineData("""{"name":"a","language":"en_US","category":"UTILITY"}""", null)]
    [InlineData("""{"name":"a","language":"en_US","category":"UTILITY","components":[]}""", 2388072)]
    [InlineData(
        """{"name":"a","language":"en_US","category":"UTILITY","components":[{"type":"BODY","text":"{{1}} x"}]}""",
        2388299)]
    [InlineData(
        """{"name":"a","language":"en_US","category":"UTILITY","components":[{"type":"BODY","text":"x {{2}} y"}]}""",
        2388072)]
    [InlineData(
        """
        {"name":"a","language":"en_US","category":"UTILITY","components":[
          {"type":"HEADER","format":"SOUND"},{"type":"BODY","text":"x"}]}
        """,
        2388047)]
    [InlineData(
        """
        {"name":"a","language":"en_US","category":"UTILITY","components":[
          {"type":"BODY","text":"x"},{"type":"FOOTER","text":"for {{1}} only"}]}
        """,
        2388073)]
    [InlineData(
        """
        {"name":"hello_world","language":"en_US","category":"UTILITY","components":[{"type":"BODY","text":"x"}]}
        """,
        2388024)]
    public void A_malformed_template_is_refused_with_the_reason(string body, int? subcode)
    {
        var refused = _stage.Graph("POST", Edge, body);
        var error = refused.Json["error"]!;

        Assert.Equal((400, 100), (refused.Status, refused.Code));
        Assert.Equal(subcode, (int?)error["error_subcode"]);
        Assert.Equal(subcode is not null, error["error_user_msg"] is not null);
    }

    [Fact]
    public void An_account_has_250_templates_and_a_verified_one_6000()
    {
        var stage = new Stage(options => options with { TemplateCreationsPerHour = null });
        for (var i = 3; i < 250; i++)
            Assert.Equal(200, stage.CreateTemplate($"t{i}", "UTILITY", "See you.").Status);
        var refused = stage.CreateTemplate("t250", "UTILITY", "See you.");
        Assert.Equal(2388019, (int)refused.Json["error"]!["error_subcode"]!);

        stage.Act(new PlatformInput.VerifyBusiness(1, Stage.WabaId, true));
        Assert.Equal(200, stage.CreateTemplate("t250", "UTILITY", "See you.").Status);
    }

    [Fact]
    public void A_hundred_creations_an_hour_are_the_most()
    {
        for (var i = 0; i < 100; i++)
            Assert.Equal(200, _stage.CreateTemplate($"t{i}", "UTILITY", "See you.").Status);
        Assert.Equal(80008, _stage.CreateTemplate("t100", "UTILITY", "See you.").Code);
        _stage.Run(TimeSpan.FromHours(1));
        Assert.Equal(200, _stage.CreateTemplate("t100", "UTILITY", "See you.").Status);
    }

    [Fact]
    public void An_approved_template_is_edited_once_a_day()
    {
        const string Path = "/1387372356726668";
        const string Body = """{"components":[{"type":"body","text":"Order {{1}} is on its way."}]}""";
        Assert.Equal(200, _stage.Graph("POST", Path, Body).Status);
        Assert.Equal(132001, _stage.SendTemplate("order_update", Stage.Anna, "A-1").Code);
        _stage.Run(TimeSpan.FromMinutes(6));
        Assert.Equal(200, _stage.SendTemplate("order_update", Stage.Anna, "A-1").Status);
        Assert.Equal(132000, _stage.SendTemplate("order_update", Stage.Anna, "Anna", "A-1").Code);

        Assert.Equal(2388039, (int)_stage.Graph("POST", Path, Body).Json["error"]!["error_subcode"]!);
        _stage.Run(TimeSpan.FromHours(24));
        Assert.Equal(200, _stage.Graph("POST", Path, Body).Status);
        _stage.Run(TimeSpan.FromMinutes(6));
        var category = _stage.Graph("POST", "/1259544702043867", """{"category":"UTILITY"}""");
        Assert.Equal(2388039, (int)category.Json["error"]!["error_subcode"]!);
    }

    [Fact]
    public void A_deleted_template_is_gone_and_its_name_rests_for_thirty_days()
    {
        Assert.Equal(200, _stage.Graph("DELETE", $"{Edge}?name=spring_sale").Status);
        _stage.Run(TimeSpan.FromSeconds(2));
        var told = Assert.Single(_stage.Values("message_template_status_update"));
        Assert.Equal("PENDING_DELETION", (string?)told["event"]);
        Assert.True(told.ContainsKey("reason"));
        Assert.Null(told["reason"]);
        Assert.Equal(132001, _stage.SendTemplate("spring_sale", Stage.Anna, "Anna").Code);
        var again = _stage.CreateTemplate("spring_sale", "MARKETING", "Hi {{1}}!");
        Assert.Equal(2388023, (int)again.Json["error"]!["error_subcode"]!);
        Assert.Equal(400, _stage.Graph("DELETE", $"{Edge}?name=spring_sale").Status);

        _stage.Run(TimeSpan.FromDays(30));
        Assert.Equal(200, _stage.CreateTemplate("spring_sale", "MARKETING", "Hi {{1}}!").Status);
    }

    [Theory]
    [InlineData("?category=marketing", "spring_sale")]
    [InlineData("?name=hello_world", "hello_world")]
    [InlineData("?name_or_content=on%20its%20way", "order_update")]
    [InlineData("?status=rejected", null)]
    [InlineData("?language=de", null)]
    [InlineData("?quality_score=RED", null)]
    public void The_list_is_filtered(string query, string? name)
    {
        var names = _stage.Graph("GET", Edge + query).Json["data"]!.AsArray().Select(item => (string?)item!["name"]);

        Assert.Equal(name is null ? [] : [name], names);
    }

    [Fact]
    public void A_template_is_read_by_its_id_by_who_may_see_its_account()
    {
        var node = _stage.Graph("GET", "/1259544702043867?fields=name,components,quality_score,status").Json;
        Assert.Equal(("spring_sale", "APPROVED"), ((string?)node["name"], (string?)node["status"]));
        Assert.Equal("GREEN", (string?)node["quality_score"]!["score"]);
        Assert.Equal("BODY", (string?)node["components"]![0]!["type"]);

        _stage.Do(new PlatformInput.CreateAccount(1, new()
        {
            AppId = "2",
            AppSecret = "s",
            WabaId = "3",
            AccessToken = "other",
            Numbers = [],
        }));
        var id = (string)_stage.CreateTemplate("mine", "UTILITY", "See you.").Json["id"]!;
        Assert.Equal(200, _stage.Graph("GET", "/" + id).Status);
        Assert.Equal(400, _stage.Graph("GET", "/" + id, token: "other").Status);
    }

    [Fact]
    public void Named_parameters_must_all_be_named()
    {
        Assert.Equal(200, _stage.Graph("POST", Edge, """
            {"name":"booking","language":"en_US","category":"UTILITY","parameter_format":"named","components":[
              {"type":"body","text":"A table for {{guests}} at {{time}}, see you."}]}
            """).Status);
        _stage.Run(TimeSpan.FromMinutes(6));

        Assert.Equal(132000, Send("""{"type":"text","parameter_name":"guests","text":"4"}"""));
        Assert.Equal(132000, Send("""
            {"type":"text","parameter_name":"guests","text":"4"},{"type":"text","parameter_name":"day","text":"x"}
            """));
        Assert.Equal(200, Send("""
            {"type":"text","parameter_name":"time","text":"8"},{"type":"text","parameter_name":"guests","text":"4"}
            """));

        int Send(string parameters)
        {
            var sent = _stage.SendRest($$$$"""
                {"type":"template","template":{"name":"booking","language":{"code":"en_US"},
                 "components":[{"type":"body","parameters":[{{{{parameters}}}}]}]}}
                """);
            return sent.Status == 200 ? 200 : sent.Code;
        }
    }

    [Fact]
    public void A_one_time_password_takes_its_code_twice_and_goes_to_numbers_only()
    {
        Assert.Equal(200, _stage.Graph("POST", Edge, """
            {"name":"code","language":"en_US","category":"authentication","components":[
              {"type":"body","add_security_recommendation":true},{"type":"footer","code_expiration_minutes":5},
              {"type":"buttons","buttons":[{"type":"otp","otp_type":"copy_code","text":"Copy"}]}]}
            """).Status);
        _stage.Run(TimeSpan.FromMinutes(6));
        const string Body = """{"type":"body","parameters":[{"type":"text","text":"123456"}]}""";
        const string Button = """
            {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"123456"}]}
            """;

        Assert.Equal(132000, Send(Button, $"\"to\":\"{Stage.Anna}\"").Code);
        Assert.Equal(131008, Send(Body, $"\"to\":\"{Stage.Anna}\"").Code);
        Assert.Equal(200, Send(Body + "," + Button, $"\"to\":\"{Stage.Anna}\"").Status);
        _stage.CustomerSays("""{"text":{"body":"hi"}}""", "US.13491208655302741918");
        Assert.Equal(131062, Send(Body + "," + Button, "\"recipient\":\"US.13491208655302741918\"").Code);

        Answer Send(string components, string to) => _stage.Send($$$$"""
            {"messaging_product":"whatsapp",{{{{to}}}},"type":"template","template":{"name":"code",
             "language":{"code":"en_US"},"components":[{{{{components}}}}]}}
            """);
    }

    [Fact]
    public void Headers_and_url_buttons_want_their_parameters()
    {
        Assert.Equal(200, _stage.Graph("POST", Edge, """
            {"name":"ticket","language":"en_US","category":"UTILITY","components":[
              {"type":"HEADER","format":"IMAGE","example":{"header_handle":["4::x"]}},
              {"type":"BODY","text":"Your ticket is here."},
              {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Thanks"},
                {"type":"URL","text":"Open","url":"https://shop.example/{{1}}"}]}]}
            """).Status);
        _stage.Run(TimeSpan.FromMinutes(6));
        const string Picture = """
            {"type":"header","parameters":[{"type":"image","image":{"link":"https://shop.example/t.png"}}]}
            """;
        const string Button = """
            {"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"T-1"}]}
            """;

        Assert.Equal(132012, Send(Button));
        Assert.Equal(131008, Send(Picture));
        Assert.Equal(200, Send(Picture + "," + Button));

        int Send(string components)
        {
            var sent = _stage.SendRest($$$$"""
                {"type":"template","template":{"name":"ticket","language":{"code":"en_US"},
                 "components":[{{{{components}}}}]}}
                """);
            return sent.Status == 200 ? 200 : sent.Code;
        }
    }
}
