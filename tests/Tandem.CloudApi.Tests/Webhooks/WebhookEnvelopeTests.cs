using System.Text;
using System.Text.Json;
using CsCheck;
using Tandem.CloudApi.Webhooks;

namespace Tandem.CloudApi.Tests.Webhooks;

/// <summary>What is composed is read again as what was given.</summary>
public sealed class WebhookEnvelopeTests
{
    public static TheoryData<string, EnvelopeStyle> Cases =>
    [
        .. from name in WebhookCase.Names
           from style in Enum.GetValues<EnvelopeStyle>()
           select new TheoryDataRow<string, EnvelopeStyle>(name, style),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Items_put_into_a_new_envelope_are_read_as_they_were(string name, EnvelopeStyle style)
    {
        var items = WebhookReader.Read(WebhookCase.Read(name).Request);
        foreach (var item in items.Where(item => item.Kind != ItemKind.HistoryChunk))
        {
            var again = Webhook.Single(Compose(item, style));

            Assert.Equal(
                (item.Kind, item.Field, item.PhoneNumberId, item.DisplayPhoneNumber, item.ThreadId),
                (again.Kind, again.Field, again.PhoneNumberId, again.DisplayPhoneNumber, again.ThreadId));
            Assert.True(JsonElement.DeepEquals(item.Raw, again.Raw), $"{item.Raw}\nbecame\n{again.Raw}");
            Assert.Equal(item.Contact?.GetRawText().Length > 0, again.Contact is not null);
        }
    }

    [Fact]
    public void In_the_style_of_Meta_slashes_and_all_that_is_not_ascii_are_escaped_in_lower_case()
    {
        var message = JsonElement.Parse("""{"id":"wamid.A","b":"1\/2 é \uD83D\uDE00 \" \\ \n <&>'+ \u007f"}"""u8);

        var bytes = WebhookEnvelope.Write(
            "1", "messages", new EnvelopeValue { Messages = [message] }, EnvelopeStyle.LikeMeta);

        Assert.Contains(
            """ "b":"1\/2 \u00e9 \ud83d\ude00 \" \\ \n <&>'+ \u007f" """.Trim(), Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void The_plain_style_says_the_same_in_fewer_bytes()
    {
        var message = JsonElement.Parse("""{"id":"wamid.A","b":"1\/2 \u00e9 <&>'+"}"""u8);

        var bytes = WebhookEnvelope.Write("1", "messages", new EnvelopeValue { Messages = [message] });

        Assert.Contains("""{"id":"wamid.A","b":"1/2 é <&>'+"}""", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Any_text_survives_both_styles() =>
        Gen.Select(Gen.String, Gen.Enum<EnvelopeStyle>()).Sample(
            (text, style) =>
            {
                var message = JsonSerializer.SerializeToElement(new Dictionary<string, string>
                {
                    ["id"] = "wamid.A",
                    ["note"] = text,
                });
                var body = WebhookEnvelope.Write("1", "messages", new EnvelopeValue { Messages = [message] }, style);

                Assert.Equal(
                    message.GetProperty("note").GetString(),
                    Webhook.Single(body).Raw.GetProperty("note").GetString());
                if (style == EnvelopeStyle.LikeMeta)
                    Assert.DoesNotContain(body, b => b >= 0x80);
            },
            iter: 2_000);

    private static byte[] Compose(WebhookItem item, EnvelopeStyle style)
    {
        if (!WebhookFields.HoldsLists(item.Field))
            return Account(item, style);

        JsonElement[] raw = [item.Raw];
        var value = new EnvelopeValue
        {
            PhoneNumberId = item.PhoneNumberId,
            DisplayPhoneNumber = item.DisplayPhoneNumber,
            Contacts = item.Contact is { } contact ? [contact] : [],
        };
        value = item.Kind switch
        {
            ItemKind.Message or ItemKind.HistoryMedia => value with { Messages = raw },
            ItemKind.Echo or ItemKind.HistoryEcho => value with { MessageEchoes = raw },
            ItemKind.Status => value with { Statuses = raw },
            ItemKind.Error => value with { Errors = raw },
            ItemKind.ContactSync => value with { StateSync = raw },
            ItemKind.UserPreference => value with { UserPreferences = raw },
            ItemKind.UserIdUpdate => value with { UserIdUpdates = raw },
            ItemKind.HistoryDeclined => value with { History = [new EnvelopeChunk { Errors = raw }] },
            ItemKind.HistoryMessage => value with
            {
                History = [new EnvelopeChunk { Threads = [new EnvelopeThread { Id = item.ThreadId, Messages = raw }] }],
            },
            _ => throw new InvalidOperationException(item.Kind.ToString()),
        };
        return WebhookEnvelope.Write(item.WabaId ?? "1", item.Field, value, style);
    }

    /// <summary>Metadata of such a field is part of its value.</summary>
    private static byte[] Account(WebhookItem item, EnvelopeStyle style) =>
        WebhookEnvelope.WriteValue(item.EntryId ?? "1", item.Field, item.Raw, item.EntryTime, style);
}
