using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Tandem.CloudApi.Webhooks;

namespace Tandem.CloudApi.Tests.Webhooks;

/// <summary>Laws that hold for every body, however odd: nothing throws, and both readings agree.</summary>
public sealed class AnyBytesTests
{
    private static readonly string[] Names =
    [
        "object", "entry", "id", "time", "changes", "field", "value", "metadata", "phone_number_id", "messages",
        "statuses", "errors", "contacts", "history", "threads", "context", "message_echoes", "state_sync",
        "user_preferences", "waba_info", "waba_id", "type", "from", "timestamp", "text", "\\u0066ield", "wa_id",
    ];

    private static readonly string[] WholeAtoms =
    [
        "null", "true", "0", "-1.5e3", "1739321024", "\"\"", "\"messages\"", "\"history\"", "\"smb_message_echoes\"",
        "\"account_update\"", "\"wamid.A\"", "\"\\\\ud83d\"", "\"é\"",
        "\"message_template_status_update\"", "\"text\"", "\"16505551234\"",
    ];

    /// <summary>With halves of an emoji, of which no string can be made.</summary>
    private static readonly string[] Atoms =
        [.. WholeAtoms, "\"\\ud83d\"", "\"\\ude00\\ud83d\\ude00\"", "\"\\ud83d\\n\""];

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, inner) => depth > 7
        ? Gen.OneOf(Atoms)
        : Gen.Frequency(
            (2, Gen.OneOf(Atoms)),
            (4, Gen.Select(Gen.OneOf(Names), inner).Array[0, 5].Select(
                members => "{" + string.Join(',', members.Select(m => $"\"{m.Item1}\":{m.Item2}")) + "}")),
            (2, inner.Array[0, 4].Select(elements => "[" + string.Join(',', elements) + "]"))));

    private static readonly Gen<string> Envelopes = Json.Array[0, 3].Select(changes =>
        $$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{{string.Join(',', changes)}}]}]}""");

    private static readonly byte[] Structure = "{}[]\",:\\ 0ntu"u8.ToArray();

    private static readonly Gen<byte[]> RealWebhooks =
        Gen.OneOf(WebhookCase.All.Select(webhook => webhook.Request).ToArray());

    [Fact]
    public void No_bytes_crash_the_scan_or_the_reader() =>
        Gen.Byte.Array[0, 200].Sample(Agree, iter: 3_000);

    [Fact]
    public void The_scan_counts_what_the_reader_gives_for_any_json() =>
        Gen.OneOf(Json, Envelopes).Sample(json => Agree(Encoding.UTF8.GetBytes(json)), iter: 3_000);

    [Fact]
    public void A_body_cut_or_changed_anywhere_crashes_nothing() =>
        Gen.Select(Envelopes, Gen.Int[0, 10_000], Gen.Byte, Gen.Bool).Sample(
            (json, at, replacement, isCut) =>
            {
                var bytes = Encoding.UTF8.GetBytes(json);
                at %= bytes.Length;
                bytes[at] = replacement;
                Agree(isCut ? bytes[..at] : bytes);
            },
            iter: 3_000);

    [Fact]
    public void A_real_webhook_cut_or_changed_anywhere_crashes_nothing() =>
        Gen.Select(RealWebhooks, Gen.Int[0, 100_000], Gen.OneOf(Gen.Byte, Gen.OneOf(Structure)), Gen.Bool).Sample(
            (body, at, replacement, isCut) =>
            {
                var bytes = body.ToArray();
                at %= bytes.Length;
                bytes[at] = replacement;
                Agree(isCut ? bytes[..at] : bytes);
            },
            iter: 5_000);

    [Fact]
    public void A_value_of_another_shape_in_a_real_webhook_loses_no_item() =>
        Gen.Select(RealWebhooks, Gen.Int[0, 1_000], Gen.OneOf(WholeAtoms)).Sample(
            (body, pick, atom) =>
            {
                var root = JsonNode.Parse(body)!;
                var places = Places(root).ToList();
                var place = places[pick % places.Count];
                place.ReplaceWith(JsonNode.Parse(atom));
                Agree(JsonSerializer.SerializeToUtf8Bytes(root));
            },
            iter: 3_000);

    [Fact]
    public void Every_string_that_is_given_out_can_be_read() =>
        Envelopes.Sample(
            json =>
            {
                foreach (var item in WebhookReader.Read(Encoding.UTF8.GetBytes(json)))
                    ReadAll(item.Raw);
            },
            iter: 2_000);

    private static void Agree(byte[] body)
    {
        var scan = WebhookScan.Read(body);
        var items = WebhookReader.Read(body);

        if (!scan.IsReadable)
            Assert.Empty(scan.Parts);
        Assert.Equal(scan.Parts.Sum(part => part.Items), items.Count);
        Assert.Equal(
            scan.Parts.SelectMany((part, index) => Enumerable.Repeat((index, part.Field, part.PhoneNumberId,
                part.WabaId, part.EntryId), part.Items)),
            items.Select(item => (item.PartIndex, item.Field, item.PhoneNumberId, item.WabaId, item.EntryId)));
        Assert.Equal(Enumerable.Range(0, items.Count), items.Select(item => item.Index));
    }

    private static IEnumerable<JsonNode> Places(JsonNode node) => node switch
    {
        JsonObject members => members.Where(member => member.Value is not null)
            .SelectMany(member => Places(member.Value!).Prepend(member.Value!)),
        JsonArray elements => elements.Where(element => element is not null)
            .SelectMany(element => Places(element!).Prepend(element!)),
        _ => [],
    };

    private static void ReadAll(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var inner in element.EnumerateArray())
                    ReadAll(inner);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    ReadAll(member.Value);
                break;
        }
    }
}
