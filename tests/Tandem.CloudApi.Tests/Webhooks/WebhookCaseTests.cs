using System.Text.Json;
using Tandem.CloudApi.Json;
using Tandem.CloudApi.Webhooks;

namespace Tandem.CloudApi.Tests.Webhooks;

/// <summary>Every webhook Meta shows, read. A new case needs a folder and no code.</summary>
public sealed class WebhookCaseTests
{
    public static TheoryData<string> Names => [.. WebhookCase.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_reads_as_its_case_says(string name)
    {
        var webhook = WebhookCase.Read(name);

        var items = WebhookReader.Read(webhook.Request);

        Assert.Equal(webhook.Expected.Select(Describe), items.Select(Describe));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_scan_counts_what_the_reader_gives(string name)
    {
        var webhook = WebhookCase.Read(name);

        var scan = WebhookScan.Read(webhook.Request);
        var items = WebhookReader.Read(webhook.Request);

        Assert.True(scan.IsReadable);
        Assert.Equal(
            items.CountBy(item => item.PartIndex).OrderBy(count => count.Key).Select(count => count.Value),
            scan.Parts.Select(part => part.Items));
        Assert.Equal(
            items.Count(item => item.Kind == ItemKind.Status), scan.Parts.Sum(part => part.Statuses));
        Assert.All(items, item =>
        {
            var part = scan.Parts[item.PartIndex];
            Assert.Equal(
                (part.Field, part.EntryId, part.PhoneNumberId, part.WabaId),
                (item.Field, item.EntryId, item.PhoneNumberId, item.WabaId));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_lost_when_the_typed_item_is_written_again(string name)
    {
        foreach (var item in WebhookReader.Read(WebhookCase.Read(name).Request))
        {
            if (TypedJson.Of(item) is { } written)
                AssertSame(item.Raw, written);
            else
                Assert.True(item.Kind is ItemKind.Unknown or ItemKind.HistoryChunk, item.Kind.ToString());

            if (item.Contact is { } contact)
                AssertSame(contact, TypedJson.Write(item.ContactProfile, CloudApiJson.Default.ContactProfile));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_reads_the_same_in_the_bytes_Meta_would_write(string name)
    {
        var webhook = WebhookCase.Read(name);
        var minified = JsonSerializer.SerializeToUtf8Bytes(JsonElement.Parse(webhook.Request));

        var items = WebhookReader.Read(webhook.Request);
        var likeMeta = WebhookReader.Read(MetaEscapes.Apply(minified));

        Assert.Equal(items.Select(Describe), likeMeta.Select(Describe));
        Assert.All(items.Zip(likeMeta), pair => AssertSame(pair.First.Raw, pair.Second.Raw));
    }

    [Fact]
    public void Every_kind_and_every_field_has_a_case()
    {
        var items = WebhookCase.All.SelectMany(webhook => WebhookReader.Read(webhook.Request)).ToList();

        Assert.Empty(Enum.GetValues<ItemKind>().Except(items.Select(item => item.Kind)));
        Assert.Empty(WebhookFields.All.Except(items.Select(item => item.Field)));
    }

    [Fact]
    public void Every_case_names_its_source() =>
        Assert.All(WebhookCase.Names, name => Assert.Contains("https://", WebhookCase.SourceOf(name)));

    [Fact]
    public void Ids_repeat_only_where_sameness_is_the_point()
    {
        var repeated = WebhookCase.All
            .SelectMany(webhook => WebhookReader.Read(webhook.Request).Select(item => (webhook.Name, item.Message?.Id)))
            .Where(found => found.Id is not null)
            .GroupBy(found => found.Id)
            .Where(group => group.Count() > 1)
            .Select(group => string.Join(", ", group.Select(found => found.Name).Order(StringComparer.Ordinal)));

        Assert.Equal(
            ["history-media-of-business, history-thread", "history-media-of-customer, history-thread"],
            repeated.Order(StringComparer.Ordinal));
    }

    private static void AssertSame(JsonElement expected, JsonElement? actual) =>
        Assert.True(
            actual is { } found && JsonElement.DeepEquals(expected, found), $"{expected}\nbecame\n{actual}");

    private static string Describe(WebhookItem item) => string.Join(' ',
        item.Index,
        item.Field,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(item.Kind.ToString()),
        item.PhoneNumberId ?? "-",
        item.WabaId ?? "-",
        item.Message?.Id ?? item.Status?.Id ?? "-",
        Text(item.Raw, "type"));

    private static string Describe(JsonElement expected) => string.Join(' ',
        expected.GetProperty("index").GetInt32(),
        Text(expected, "field"),
        Text(expected, "kind"),
        Text(expected, "phone_number_id"),
        Text(expected, "waba_id"),
        Text(expected, "id"),
        Text(expected, "type"));

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String
            ? found.GetString()!
            : "-";
}
