using System.Text;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Graph;
using Tandem.CloudApi.Media;
using Tandem.CloudApi.Sending;
using Tandem.CloudApi.Tests.Webhooks;
using Tandem.CloudApi.Webhooks;

namespace Tandem.CloudApi.Tests;

/// <summary>One test per row of docs/decisions/0101-contradictions-on-the-wire.md, by its number.</summary>
public sealed class ContradictionTests
{
    private const string Base64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private const string Hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData(Base64)]
    [InlineData(Hex)]
    public void Row_1_a_hash_is_the_same_in_base64_and_in_hex(string hash)
    {
        var message = Webhook.Message($$"""
            "type":"image","image":{"id":"1","sha256":"{{hash}}"}
            """);

        Assert.Equal(hash, message.Message!.Media!.Sha256);
        Assert.Equal(Hex, message.Message.Media.Sha256Hex);
        Assert.Equal(Hex, MediaHash.ToHex(hash.Length == 64 ? hash.ToUpperInvariant() : hash));
    }

    [Theory]
    [InlineData("303833")]
    [InlineData("\"303833\"")]
    public void Row_2_a_file_size_may_be_a_string_or_a_number(string size)
    {
        var info = MediaInfo.TryRead(Encoding.UTF8.GetBytes($$"""{"url":"https://x/","file_size":{{size}} }"""));

        Assert.Equal(303833, info!.FileSize.Integer);
    }

    [Fact]
    public void Row_3_repetitions_are_expected_for_the_longer_time() =>
        Assert.Equal(TimeSpan.FromDays(7), WebhookDelivery.RepeatedFor);

    [Theory]
    [InlineData(400, 4)]
    [InlineData(429, 4)]
    [InlineData(403, 80007)]
    [InlineData(200, 613)]
    public void Row_4_the_code_counts_and_not_the_http_status(int status, int code)
    {
        var answer = SendAnswer.Read(new GraphAnswer(status, [], GraphErrors.Write(GraphErrors.Of(code))));

        Assert.Equal(code, Assert.IsType<SendAnswer.Refused>(answer).Error.Code);
    }

    [Fact]
    public void Row_5_a_subcode_is_read_and_names_the_error()
    {
        var error = GraphErrors.TryRead("""{"error":{"message":"m","code":4,"error_subcode":2593108}}"""u8)!;

        Assert.Equal(2593108, error.Subcode);
        Assert.Equal("Synchronization request made outside of allowed time window", error.Entry!.Title);
        Assert.Equal(100, GraphErrors.UnknownObject("get", "1").Entry!.First);
    }

    [Theory]
    [InlineData("recipient_parent_user_id")]
    [InlineData("parent_recipient_user_id")]
    [InlineData("parent_user_id")]
    public void Row_6_every_spelling_of_a_parent_id_is_read(string name) =>
        Assert.Equal(
            "US.ENT.1", Webhook.Status($"\"status\":\"read\",\"{name}\":\"US.ENT.1\"").Status!.RecipientParent);

    [Theory]
    [InlineData("pablo")]
    [InlineData("@pablo")]
    public void Row_7_a_username_has_no_at_sign(string username)
    {
        var item = Webhook.Single(Webhook.Of("messages", $$$"""
            "contacts":[{"profile":{"username":"{{{username}}}"},"user_id":"US.1"}],
            "messages":[{"from_user_id":"US.1","id":"wamid.A","timestamp":"1","type":"text","text":{"body":"x"}}]
            """));

        Assert.Equal("pablo", item.ContactProfile!.Profile!.Username);
    }

    [Theory]
    [InlineData("business_username_updates")]
    [InlineData("business_username_update")]
    public void Row_8_both_names_of_the_username_field_are_the_same_kind(string field)
    {
        var item = Webhook.Single(Webhook.Account(field, """{"username":"@shop","status":"approved"}"""));

        Assert.Equal(ItemKind.BusinessUsername, item.Kind);
        Assert.Equal("shop", item.BusinessUsername!.Username);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("en_US")]
    public void Row_9_a_template_language_has_an_underscore(string language) =>
        Assert.Equal("en_US", Template($"\"message_template_language\":\"{language}\"").TemplateStatus!.Language);

    [Theory]
    [InlineData("1689556908129832")]
    [InlineData("\"1689556908129832\"")]
    public void Row_10_a_template_id_may_be_a_number_or_a_string(string id) =>
        Assert.Equal(
            "1689556908129832",
            Template($"\"message_template_id\":{id}").TemplateStatus!.MessageTemplateId.Text);

    [Theory]
    [InlineData("message_template_quality_update")]
    [InlineData("message_template_status_update")]
    public void Row_11_a_new_quality_score_makes_it_a_change_of_quality(string field)
    {
        var item = Webhook.Single(Webhook.Account(field, """{"new_quality_score":"RED"}"""));

        Assert.Equal(ItemKind.TemplateQuality, item.Kind);
        Assert.Equal("RED", item.TemplateQuality!.NewQualityScore);
    }

    [Theory]
    [InlineData("""{"message_id":"wamid.B"}""")]
    [InlineData("""{"message_id":"wamid.B","emoji":""}""")]
    public void Row_12_a_reaction_without_emoji_and_with_an_empty_one_is_removed(string reaction) =>
        Assert.True(Webhook.Message($"\"type\":\"reaction\",\"reaction\":{reaction}").Message!.Reaction!.IsRemoval);

    [Fact]
    public void Row_13_international_authentication_is_one_category()
    {
        var status = Webhook.Status("""
            "status":"sent","pricing":{"category":"authentication-international"},
            "conversation":{"origin":{"type":"authentication_international"}}
            """).Status!;

        Assert.Equal("authentication-international", status.Pricing!.Category);
        Assert.Equal(status.Pricing.Category, status.Conversation!.Origin!.Category);
    }

    [Theory]
    [InlineData("2000", 2000L)]
    [InlineData("\"2000\"", 2000L)]
    [InlineData("\"TIER_2K\"", 2000L)]
    [InlineData("-1", null)]
    [InlineData("\"TIER_UNLIMITED\"", null)]
    public void Row_14_a_messaging_limit_may_be_a_number_or_a_tier(string limit, long? customers)
    {
        var item = Webhook.Single(Webhook.Account(
            "business_capability_update", $$"""{"max_daily_conversations_per_business":{{limit}} }"""));

        Assert.Equal(customers, Assert.NotNull(item.BusinessCapability!.Limit).Customers);
    }

    [Theory]
    [InlineData("37.5", "-122.25")]
    [InlineData("\"37.5\"", "\"-122.25\"")]
    public void Row_15_coordinates_may_be_strings_or_numbers(string latitude, string longitude)
    {
        var place = $$"""{"latitude":{{latitude}},"longitude":{{longitude}}}""";
        var received = Webhook.Message($"\"type\":\"location\",\"location\":{place}").Message!.Location!;
        var (sent, refusal) = SendBody.Read(Encoding.UTF8.GetBytes(
            $$$"""{"messaging_product":"whatsapp","to":"1","type":"location","location":{{{place}}}}"""));

        Assert.Null(refusal);
        Assert.Equal((37.5, -122.25), (received.Latitude.Number, received.Longitude.Number));
        Assert.Equal(37.5, sent!.ReadTyped()!.Location!.Latitude.Number);
    }

    [Fact]
    public void Row_18_any_number_of_contacts_may_be_sent()
    {
        var contacts = string.Join(',', Enumerable.Repeat("""{"name":{"formatted_name":"A","first_name":"A"}}""", 300));

        Assert.Null(SendBody.Read(Encoding.UTF8.GetBytes(
            $$"""{"messaging_product":"whatsapp","to":"1","type":"contacts","contacts":[{{contacts}}]}""")).Refusal);
    }

    [Fact]
    public void Row_19_the_body_of_a_list_may_have_4096_characters()
    {
        Assert.Null(SendBody.Read(List(4096)).Refusal);
        Assert.Equal(100, SendBody.Read(List(4097)).Refusal!.Code);

        static byte[] List(int length) => Encoding.UTF8.GetBytes(
            $$$"""
            {"messaging_product":"whatsapp","to":"1","type":"interactive","interactive":{"type":"list",
            "body":{"text":"{{{new string('x', length)}}}"},
            "action":{"button":"b","sections":[{"rows":[{"id":"1","title":"t"}]}]} } }
            """);
    }

    [Theory]
    [InlineData("unsupported")]
    [InlineData("unknown")]
    public void Row_20_both_words_for_what_cannot_be_shown_mean_the_same(string type) =>
        Assert.True(Webhook.Message($"\"type\":\"{type}\"").Message!.IsUnsupported);

    [Fact]
    public void Row_21_a_media_id_from_a_webhook_lives_7_days_and_an_uploaded_one_30()
    {
        Assert.Equal(TimeSpan.FromDays(7), MediaLimits.WebhookIdLife);
        Assert.Equal(TimeSpan.FromDays(30), MediaLimits.UploadedIdLife);
    }

    [Theory]
    [InlineData("""{"entry":[{"id":"1","changes":[{"value":{"event":"PARTNER_ADDED"},"field":"account_update"}]}]}""")]
    [InlineData("""{"entry":[{"id":"1","changes":[{"value":{"event":"PARTNER_ADDED"}}],"field":"account_update"}]}""")]
    [InlineData("""{"entry":[{"id":"1","changes":[{"value":{"event":"PARTNER_ADDED"}}]}],"field":"account_update"}""")]
    [InlineData("""{"entry":[{"id":"1","value":{"event":"PARTNER_ADDED"},"field":"account_update"}]}""")]
    [InlineData("""{"value":{"event":"PARTNER_ADDED"},"field":"account_update"}""")]
    public void Row_22_a_field_outside_its_change_is_found(string body)
    {
        var item = Webhook.Single(Encoding.UTF8.GetBytes(body));

        Assert.Equal(ItemKind.AccountUpdate, item.Kind);
        Assert.Equal("PARTNER_ADDED", item.AccountUpdate!.Event);
    }

    [Fact]
    public void Row_24_an_unknown_template_is_answered_with_404()
    {
        Assert.Equal(404, GraphErrors.HttpStatusOf(GraphErrors.Of(132001)));
        Assert.Equal(400, GraphErrors.HttpStatusOf(GraphErrors.Of(132000)));
    }

    private static WebhookItem Template(string member) =>
        Webhook.Single(Webhook.Account("message_template_status_update", $$$"""{"event":"APPROVED",{{{member}}}}"""));
}
