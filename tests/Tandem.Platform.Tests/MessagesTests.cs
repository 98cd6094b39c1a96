namespace Tandem.Platform.Tests;

public sealed class MessagesTests
{
    private readonly Stage _stage = new(options => options with { ReadChance = 1 });

    [Fact]
    public void A_customers_message_comes_as_a_signed_webhook_and_shows_on_the_phone()
    {
        var said = _stage.CustomerSays("""{"text":{"body":"Olá, do you ship to A/B?"}}""");
        _stage.Run(TimeSpan.FromSeconds(5));

        var item = Assert.Single(_stage.Items("messages", "messages"));
        Assert.Equal(said.Id, (string?)item["id"]);
        Assert.Equal(Stage.Anna, (string?)item["from"]);
        Assert.Equal("Olá, do you ship to A/B?", (string?)item["text"]!["body"]);
        var value = Assert.Single(_stage.Values("messages"));
        Assert.Equal("15550783881", (string?)value["metadata"]!["display_phone_number"]);
        Assert.Equal(Stage.Anna, (string?)value["contacts"]![0]!["wa_id"]);
        var line = Assert.Single(_stage.Mind.Chat(Screen.Phone, Stage.NumberId, Stage.Anna)!);
        Assert.Equal(("in", "customer", "text"), (line.Direction, line.Author, line.Type));
    }

    [Fact]
    public void What_the_phone_sends_comes_as_an_echo_and_no_status_follows()
    {
        var said = _stage.OwnerSays("""{"type":"text","text":{"body":"Yes, tomorrow"}}""");
        _stage.Run(TimeSpan.FromMinutes(1));

        var echo = Assert.Single(_stage.Items("smb_message_echoes", "message_echoes"));
        Assert.Equal(said.Id, (string?)echo["id"]);
        Assert.Equal(("15550783881", Stage.Anna), ((string?)echo["from"], (string?)echo["to"]));
        Assert.Empty(_stage.Items("messages", "statuses"));
        Assert.Equal("read", Assert.Single(_stage.Mind.Chat(Screen.Customer, Stage.NumberId, Stage.Anna)!).Status);
    }

    [Fact]
    public void What_the_api_sends_shows_on_both_phones_and_climbs_through_its_statuses()
    {
        _stage.CustomerSays("""{"text":{"body":"hi"}}""");
        var sent = _stage.Send(
            """
            {"messaging_product":"whatsapp","to":"+1 650-555-1234","type":"text","text":{"body":"Hello"},
             "biz_opaque_callback_data":"td1:x:7"}
            """);
        Assert.Equal(200, sent.Status);
        Assert.Equal("+1 650-555-1234", (string?)sent.Json["contacts"]![0]!["input"]);
        Assert.Equal(Stage.Anna, (string?)sent.Json["contacts"]![0]!["wa_id"]);
        Assert.Single(_stage.Mind.Chat(Screen.Customer, Stage.NumberId, Stage.Anna)!);

        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(2, _stage.Mind.Chat(Screen.Phone, Stage.NumberId, Stage.Anna)!.Count);
        Assert.Equal(["delivered", "read", "sent"], _stage.StatusesOf(sent.Wamid).Order());
        Assert.All(
            _stage.Items("messages", "statuses"),
            item => Assert.Equal("td1:x:7", (string?)item["biz_opaque_callback_data"]));
        Assert.Empty(_stage.Items("smb_message_echoes", "message_echoes"));
        Assert.Equal("api", _stage.Mind.Chat(Screen.Customer, Stage.NumberId, Stage.Anna)![1].Author);
    }

    [Fact]
    public void Api_sends_are_echoed_where_the_switch_says_so()
    {
        var stage = new Stage(options => options with { EchoApiSends = true });
        stage.CustomerSays("""{"text":{"body":"hi"}}""");
        var sent = stage.SendText("Hello");
        stage.Run(TimeSpan.FromSeconds(5));

        Assert.Equal(sent.Wamid, (string?)Assert.Single(stage.Items("smb_message_echoes", "message_echoes"))["id"]);
    }

    [Fact]
    public void A_free_form_send_outside_the_window_is_refused_and_the_phone_does_not_open_it()
    {
        _stage.OwnerSays("""{"text":{"body":"Hello from the shop"}}""");
        var refused = _stage.SendText("Hello");
        Assert.Equal((400, 131047), (refused.Status, refused.Code));

        _stage.CustomerSays("""{"text":{"body":"hi"}}""");
        Assert.Equal(200, _stage.SendText("Hello").Status);
        _stage.Run(TimeSpan.FromHours(24));
        Assert.Equal(131047, _stage.SendText("Hello again").Code);
        var template = _stage.SendRest(
            """{"type":"template","template":{"name":"hello_world","language":{"code":"en_US"}}}""");
        Assert.Equal("accepted", (string?)template.Json["messages"]![0]!["message_status"]);
    }

    [Fact]
    public void The_window_may_also_be_refused_by_a_status()
    {
        var stage = new Stage(options => options with { WindowRefusal = RefusalPlace.Status });
        var sent = stage.SendText("Hello");
        Assert.Equal(200, sent.Status);
        stage.Run(TimeSpan.FromSeconds(5));

        var status = Assert.Single(stage.Items("messages", "statuses"));
        Assert.Equal(("failed", 131047), ((string?)status["status"], (int)status["errors"]![0]!["code"]!));
        Assert.Empty(stage.Mind.Chat(Screen.Customer, Stage.NumberId, Stage.Anna)!);
    }

    [Theory]
    [InlineData("""{"to":"16505551234","text":{"body":"x"}}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","text":{"body":"x"}}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","to":"16505551234","type":"image"}""", 131008)]
    [InlineData("""{"messaging_product":"whatsapp","to":"16505551234","type":"text","text":{}}""", 131008)]
    [InlineData("""{"messaging_product":"whatsapp","to":"16505551234","type":"nonsense","nonsense":{}}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","to":"12","text":{"body":"x"}}""", 131009)]
    [InlineData("""{"messaging_product":"whatsapp","to":"15550783881","text":{"body":"x"}}""", 131021)]
    [InlineData("""{"messaging_product":"whatsapp","to":"16505551234","text":{"body":"\ud83d"}}""", 100)]
    [InlineData("""not json""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","recipient":"404","text":{"body":"x"}}""", 131009)]
    public void A_wrong_send_is_refused_with_metas_code(string body, int code)
    {
        _stage.CustomerSays("""{"text":{"body":"hi"}}""");
        var refused = _stage.Graph("POST", $"/v25.0/{Stage.NumberId}/messages", body);

        Assert.True(refused.Status >= 400);
        Assert.Equal(code, refused.Code);
        Assert.NotNull((string?)refused.Json["error"]!["fbtrace_id"]);
    }

    [Theory]
    [InlineData("nope", 404, 132001)]
    [InlineData("order_update", 400, 132000)]
    public void A_template_must_exist_and_get_its_parameters(string name, int status, int code)
    {
        var refused = _stage.SendRest(
            $$$$"""{"type":"template","template":{"name":"{{{{name}}}}","language":{"code":"en_US"}}}""");

        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    [Fact]
    public void Who_has_no_number_is_reached_by_his_user_id()
    {
        var userId = "US.13491208655302741918";
        _stage.CustomerSays("""{"text":{"body":"hi"}}""", userId);
        var sent = _stage.Send(
            $$$"""{"messaging_product":"whatsapp","recipient":"{{{userId}}}","text":{"body":"Hello"}}""");
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(userId, (string?)sent.Json["contacts"]![0]!["user_id"]);
        Assert.Null(sent.Json["contacts"]![0]!["wa_id"]);
        var item = Assert.Single(_stage.Items("messages", "messages"));
        Assert.Null(item["from"]);
        Assert.Equal(userId, (string?)item["from_user_id"]);
        Assert.All(_stage.Items("messages", "statuses"), status =>
        {
            Assert.Null(status["recipient_id"]);
            Assert.Equal(userId, (string?)status["recipient_user_id"]);
        });
    }

    [Fact]
    public void Reading_marks_that_message_and_all_before_it()
    {
        _stage.CustomerSays("""{"text":{"body":"one"}}""");
        _stage.Run(TimeSpan.FromSeconds(2));
        var second = _stage.CustomerSays("""{"text":{"body":"two"}}""");
        _stage.Run(TimeSpan.FromSeconds(2));
        _stage.CustomerSays("""{"text":{"body":"three"}}""");
        var read = _stage.SendRest(
            $$$"""{"status":"read","message_id":"{{{second.Id}}}","typing_indicator":{"type":"text"}}""");

        Assert.Equal("""{"success":true}""", read.Text);
        Assert.Equal(
            ["read", "read", "delivered"],
            _stage.Mind.Chat(Screen.Customer, Stage.NumberId, Stage.Anna)!.Select(line => line.Status));
    }

    [Fact]
    public void Edits_revokes_and_reactions_change_the_line_and_come_as_their_own_events()
    {
        var first = _stage.CustomerSays("""{"text":{"body":"one"}}""").Id;
        var edit = _stage.CustomerSays(Edit(first!, "uno"));
        var answer = _stage.OwnerSays("""{"text":{"body":"ok"}}""").Id;
        _stage.CustomerSays($$$"""{"type":"reaction","reaction":{"message_id":"{{{answer}}}","emoji":"👍"}}""");
        _stage.OwnerSays($$$"""{"type":"revoke","revoke":{"original_message_id":"{{{answer}}}"}}""");
        _stage.Run(TimeSpan.FromSeconds(5));

        var events = _stage.Items("messages", "messages").ToDictionary(item => (string)item["type"]!);
        Assert.Equal(first, (string?)events["edit"]["edit"]!["original_message_id"]);
        Assert.Equal("uno", (string?)events["edit"]["edit"]!["message"]!["text"]!["body"]);
        Assert.NotEqual(first, edit.Id);
        Assert.Equal("👍", (string?)events["reaction"]["reaction"]!["emoji"]);
        var echoes = _stage.Items("smb_message_echoes", "message_echoes").ToDictionary(item => (string)item["type"]!);
        Assert.Equal(answer, (string?)echoes["revoke"]["revoke"]!["original_message_id"]);
        var lines = _stage.Mind.Chat(Screen.Phone, Stage.NumberId, Stage.Anna)!;
        Assert.True(lines[0].Edited);
        Assert.Equal("revoked", lines[1].Status);
        Assert.Equal("customer", Assert.Single(lines[1].Reactions).Author);
    }

    [Fact]
    public void People_change_only_their_own_messages_and_only_for_a_while()
    {
        var first = _stage.CustomerSays("""{"text":{"body":"one"}}""").Id;
        var edit = Edit(first!, "x");
        Assert.NotNull(_stage.OwnerSays(edit).Refusal);
        _stage.Run(TimeSpan.FromMinutes(16));
        Assert.Equal("edit.original_message_id", _stage.CustomerSays(edit).Refusal!.Field);
        Assert.Equal("type", _stage.OwnerSays("""{"type":"interactive","interactive":{}}""").Refusal!.Field);
        Assert.Equal("text", _stage.OwnerSays("""{"type":"text"}""").Refusal!.Field);
    }

    [Fact]
    public void Answers_quote_the_message_they_answer()
    {
        _stage.CustomerSays("""{"text":{"body":"one"}}""");
        var sent = _stage.SendText("Which colour?");
        _stage.CustomerSays($$$"""{"text":{"body":"red"},"context":{"message_id":"{{{sent.Wamid}}}"}}""");
        _stage.Run(TimeSpan.FromSeconds(2));

        var context = _stage.Items("messages", "messages").Single(item => item["context"] is not null)["context"]!;
        Assert.Equal(("15550783881", sent.Wamid), ((string?)context["from"], (string?)context["id"]));
    }

    [Fact]
    public void What_the_api_cannot_carry_comes_as_unsupported()
    {
        _stage.CustomerSays("""{"type":"poll_creation","poll_creation":{"name":"Lunch?"}}""");
        _stage.Run(TimeSpan.FromSeconds(2));

        var item = Assert.Single(_stage.Items("messages", "messages"));
        Assert.Equal("unsupported", (string?)item["type"]);
        Assert.Equal(131051, (int)item["errors"]![0]!["code"]!);
        Assert.Equal("poll_creation", (string?)item["unsupported"]!["type"]);
    }

    [Fact]
    public void Twenty_messages_a_second_in_both_directions_are_the_most()
    {
        for (var i = 0; i < 10; i++)
            _stage.CustomerSays("""{"text":{"body":"hi"}}""", $"1650555{1000 + i}");
        for (var i = 0; i < 10; i++)
            Assert.Equal(200, _stage.SendText("Hello", $"1650555{1000 + i}").Status);
        Assert.Equal(130429, _stage.SendText("Hello", "16505551000").Code);
        _stage.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(200, _stage.SendText("Hello", "16505551000").Status);
    }

    [Fact]
    public void Forty_five_messages_to_one_user_borrow_the_future_and_the_next_waits()
    {
        var stage = new Stage(options => options with { MessagesPerSecond = null });
        stage.CustomerSays("""{"text":{"body":"hi"}}""");
        for (var i = 0; i < 45; i++)
            Assert.Equal(200, stage.SendText("Hello").Status);
        Assert.Equal(131056, stage.SendText("Hello").Code);
        stage.Run(TimeSpan.FromSeconds(6));
        Assert.Equal(200, stage.SendText("Hello").Status);
        Assert.Equal(131056, stage.SendText("Hello").Code);
    }

    private static string Edit(string original, string text) => $$"""
        {"type": "edit", "edit": {
          "original_message_id": "{{original}}",
          "message": {"type": "text", "text": {"body": "{{text}}"} } } }
        """;
}
