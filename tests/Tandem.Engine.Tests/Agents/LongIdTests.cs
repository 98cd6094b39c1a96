using System.Text.Json.Nodes;
using Tandem.Engine.Intake;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Agents;

/// <summary>
/// Ids that are far longer than any of Meta's make no keys: an index that refuses them would stop their owner.
/// </summary>
public sealed class LongIdTests
{
    private const int LongestKey = 1_000;

    private static readonly string Long = string.Concat(Enumerable.Range(0, 600).Select(n => $"{n:D5}"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_number_or_account_of_such_an_id_is_nobody_known()
    {
        Assert.Equal(Owner.Account("1"), Addressing.OwnerOf(Long, "1"));
        Assert.Equal(Owner.Unknown, Addressing.OwnerOf(Long, Long));
    }

    [Fact]
    public void A_message_that_has_one_or_names_one_is_set_aside_with_the_reason() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(
            Webhook.Text($"wamid.{Long}", TestHub.Customer, 1_750_000_000, "a long name"),
            About("reaction", new() { ["message_id"] = $"wamid.{Long}", ["emoji"] = "x" }),
            About("context", new() { ["id"] = $"wamid.{Long}" }),
            About("revoke", new() { ["original_message_id"] = $"wamid.{Long}" })));
        await hub.TellAsync(Webhook.Of(
            "messages", "statuses", Webhook.Status($"wamid.{Long}", "read", TestHub.Customer, 1_750_000_000)));

        var ledger = await hub.Reader.Numbers.LedgerAsync(Owner.Number(TestHub.PhoneNumberId), Ct);
        Assert.Equal((5, 0, 5), (ledger.Received, ledger.Pending, ledger.SetAside));
        Assert.All(hub.Storage.Disk.Rows, HasAShortKey);
    });

    [Fact]
    public void A_person_of_one_is_known_by_the_other_names_or_not_at_all() => Stage.Play(async hub =>
    {
        var named = Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "by number too");
        named["from_user_id"] = $"US.{Long}";
        var nameless = Webhook.Text("wamid.2", Long, 1_750_000_001, "by nothing else");
        await hub.TellAsync(Webhook.Of(named, nameless));

        var ledger = await hub.Reader.Numbers.LedgerAsync(Owner.Number(TestHub.PhoneNumberId), Ct);
        Assert.Equal((1, 1), (ledger.Applied, ledger.SetAside));
        Assert.All(hub.Storage.Disk.Rows, HasAShortKey);
    });

    [Fact]
    public void A_change_to_one_or_a_username_like_one_makes_no_key_either() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "as I was")));
        var toLong = new JsonObject
        {
            ["from"] = TestHub.Customer,
            ["id"] = "wamid.2",
            ["timestamp"] = "1750000001",
            ["type"] = "system",
            ["system"] = new JsonObject
            {
                ["type"] = "user_changed_number",
                ["wa_id"] = Long,
                ["user_id"] = $"US.{Long}",
            },
        };
        await hub.TellAsync(Webhook.Of(toLong));
        var named = JsonNode.Parse(Webhook.Of(Webhook.Text("wamid.3", TestHub.Customer, 1_750_000_002, "as I am")))!;
        named["entry"]![0]!["changes"]![0]!["value"]!["contacts"] = new JsonArray(new JsonObject
        {
            ["wa_id"] = TestHub.Customer,
            ["profile"] = new JsonObject { ["name"] = "Ann", ["username"] = Long },
        });
        await hub.TellAsync(named.ToJsonString());

        var ledger = await hub.Reader.Numbers.LedgerAsync(Owner.Number(TestHub.PhoneNumberId), Ct);
        Assert.Equal((3, 0, 0), (ledger.Applied, ledger.Pending, ledger.SetAside));
        Assert.All(hub.Storage.Disk.Rows, HasAShortKey);
    });

    private static void HasAShortKey(Row row) =>
        Assert.True(row.Key.Key.Length + (row.Parent?.Length ?? 0) < LongestKey, $"a {row.Key.Kind} has a long key");

    private static JsonObject About(string type, JsonObject what)
    {
        var message = Webhook.Text($"wamid.{type}", TestHub.Customer, 1_750_000_000, "about another");
        message["type"] = type == "context" ? "text" : type;
        message[type] = what;
        return message;
    }
}
