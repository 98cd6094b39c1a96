using System.Text.Json.Nodes;
using Tandem.Platform.Link;
using Tandem.Platform.Tests.Link;

namespace Tandem.Platform.Tests.Limits;

public sealed class EnforcementTests
{
    private readonly Stage _stage = new();
    private int _campaigns;

    public EnforcementTests() => _stage.Unlimit();

    [Fact]
    public void A_business_that_never_learns_climbs_the_whole_ladder()
    {
        var standings = new List<string>();
        var codes = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            Annoy();
            standings.Add($"{_stage.Standing().Standing} {DaysLeft()}");
            codes.Add(_stage.SendTemplate("order_update", Acting.Customer(999_999), "a", "b").Code);
            _stage.Run(TimeSpan.FromDays(1 + DaysLeft()));
        }

        Assert.Equal(
            ["warned 0", "restricted 1", "restricted 3", "restricted 5", "restricted 7", "restricted 30", "locked 0",
                "locked 0"],
            standings);
        Assert.Equal([131048, 368, 368, 368, 368, 368, 131031, 131031], codes);
        Assert.Equal(
            ["ACCOUNT_VIOLATION", .. Enumerable.Repeat("ACCOUNT_RESTRICTION", 5), "DISABLED_UPDATE"],
            _stage.AccountEvents());
        Assert.Equal("SPAM", (string?)_stage.Values("account_update")[0]["violation_info"]!["violation_type"]);
        Assert.All(
            _stage.Values("account_update").Where(value => (string?)value["event"] == "ACCOUNT_RESTRICTION"),
            value => Assert.All(value["restriction_info"]!.AsArray(), entry => Assert.NotNull(entry!["expiration"])));
    }

    [Fact]
    public void The_first_blocks_leave_answers_alone_and_the_later_ones_do_not()
    {
        Violate(2);
        _stage.CustomerSays("""{"text":{"body":"hi"}}""");
        Assert.Equal(200, _stage.SendText("Hello").Status);
        Assert.Equal((403, 368), Refused(_stage.SendTemplate("hello_world", Acting.Customer(1))));
        Assert.Equal(
            ["RESTRICTED_BIZ_INITIATED_MESSAGING", "RESTRICTED_ADD_PHONE_NUMBER_ACTION"],
            _stage.Standing().Restrictions.Select(entry => entry.Type));
        Assert.Equal("LIMITED", Health());

        Violate(2);
        Assert.Equal((403, 368), Refused(_stage.SendText("Hello")));
        Assert.Equal(
            ["RESTRICTED_BIZ_INITIATED_MESSAGING", "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
                "RESTRICTED_ADD_PHONE_NUMBER_ACTION"],
            _stage.Standing().Restrictions.Select(entry => entry.Type));
        Assert.Equal("BLOCKED", Health());
    }

    [Fact]
    public void A_block_ends_by_itself_and_on_time()
    {
        Violate(2);
        var told = _stage.Values("account_update")[^1]["restriction_info"]![0]!;
        Assert.Equal(
            _stage.Now + TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1),
            DateTimeOffset.FromUnixTimeSeconds((long)told["expiration"]!));
        _stage.Run(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(2));
        Assert.Equal(368, _stage.SendTemplate("hello_world", Acting.Customer(1)).Code);
        _stage.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(200, _stage.SendTemplate("hello_world", Acting.Customer(1)).Status);
        Assert.Equal(("warned", "AVAILABLE"), (_stage.Standing().Standing, Health()));
        Assert.Equal(2, _stage.Ledger.Count(line => line.Kind == LedgerKinds.RestrictionEnded));
    }

    [Fact]
    public void A_lock_ends_by_an_appeal_and_the_end_is_the_end()
    {
        _stage.CustomerSays("""{"text":{"body":"hi"}}""");
        Violate(7);
        Assert.Equal((403, 131031), Refused(_stage.SendText("Hello")));
        Assert.Equal("RESTRICTED", (string?)_stage.NumberField("status"));
        _stage.Act(new PlatformInput.Reinstate(1, Stage.WabaId));
        _stage.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(200, _stage.SendText("Hello").Status);
        Assert.Equal("good", _stage.Standing().Standing);

        Violate(8);
        _stage.Run(TimeSpan.FromDays(400));
        Assert.Equal((403, 131031), Refused(_stage.SendTemplate("hello_world", Stage.Anna)));
        Assert.Equal(("disabled", "BANNED"), (_stage.Standing().Standing, (string?)_stage.NumberField("status")));
        var bans = _stage.Values("account_update").Where(value => (string?)value["event"] == "DISABLED_UPDATE")
            .Select(value => value["ban_info"]!).ToList();
        Assert.Equal(
            ["SCHEDULE_FOR_DISABLE", "REINSTATE", "SCHEDULE_FOR_DISABLE", "DISABLE"],
            bans.Select(ban => (string?)ban["waba_ban_state"]));
        Assert.Equal("November 22, 2026", (string?)bans[0]["waba_ban_date"]);
    }

    [Fact]
    public void A_blocked_account_adds_no_numbers_until_the_block_ends()
    {
        var stage = new LinkStage();
        for (var i = 0; i < 2; i++)
            stage.Done(id => new PlatformInput.Violate(id, Stage.WabaId, "ADULT"));
        var refused = stage.Begin();
        Assert.Equal((SignupStates.Refused, "waba_id"), (refused.State, refused.Refusal?.Field));

        stage.RunDays(1);
        Assert.Null(stage.Begin().Refusal);
    }

    [Fact]
    public void The_app_on_the_phone_knows_nothing_of_it()
    {
        Violate(8);
        Assert.Null(_stage.OwnerSays("""{"text":{"body":"still here"}}""").Refusal);
        _stage.Run(TimeSpan.FromMinutes(1));
        Assert.Single(_stage.Mind.Chat(Screen.Customer, Stage.NumberId, Stage.Anna)!);
    }

    [Fact]
    public void Bad_feedback_right_after_a_violation_is_not_another_one()
    {
        Annoy();
        _stage.Run(TimeSpan.FromHours(1));
        Annoy();
        Assert.Equal(["ACCOUNT_VIOLATION"], _stage.AccountEvents());
    }

    [Fact]
    public void Enforcement_can_be_switched_off()
    {
        var stage = new Stage(options => options with { Enforcement = false });
        stage.Campaign("spring_sale", Enumerable.Range(0, 30).Select(Acting.Customer));
        for (var i = 0; i < 6; i++)
            stage.Blocks(Acting.Customer(i));
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(("RED", "good"), (stage.Standing().Quality, stage.Standing().Standing));
        Assert.Empty(stage.AccountEvents());
    }

    [Fact]
    public void A_violation_names_its_account_and_its_type()
    {
        Assert.True(_stage.Act(new PlatformInput.Violate(1, "404", "ADULT")).Refusal!.NotFound);
        Assert.Equal("type", _stage.Act(new PlatformInput.Violate(1, Stage.WabaId, "")).Refusal!.Field);
    }

    /// <summary>A campaign of a fresh template that a fifth of its customers report.</summary>
    private void Annoy()
    {
        var name = $"campaign_{++_campaigns}";
        _stage.HaveTemplate(name, "MARKETING");
        var customers = Enumerable.Range(_campaigns * 1000, 30).Select(Acting.Customer).ToList();
        _stage.Campaign(name, customers);
        foreach (var customer in customers.Take(6))
            _stage.Reports(customer);
        _stage.Run(TimeSpan.FromMinutes(1));
    }

    private void Violate(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Null(_stage.Act(new PlatformInput.Violate(1, Stage.WabaId, "ADULT")).Refusal);
            _stage.Run(TimeSpan.FromSeconds(1)); // Webhooks of one instant may come in any order.
        }
    }

    private int DaysLeft() => (int)Math.Ceiling(
        _stage.Standing().Restrictions.Select(entry => (entry.Until - _stage.Now).TotalDays).DefaultIfEmpty().Max());

    private string? Health() => (string?)((JsonNode)_stage.NumberField("health_status")!)["can_send_message"];

    private static (int Status, int Code) Refused(Answer answer) => (answer.Status, answer.Code);
}
