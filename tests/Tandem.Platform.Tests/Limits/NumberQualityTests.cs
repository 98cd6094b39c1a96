using System.Text.Json.Nodes;

namespace Tandem.Platform.Tests.Limits;

public sealed class NumberQualityTests
{
    private readonly Stage _stage = new(options => options with { Enforcement = false });

    public NumberQualityTests() => _stage.Unlimit();

    [Fact]
    public void Quality_falls_with_complaints_and_recovers_within_a_week()
    {
        Reach(0, 60);
        Assert.Equal("GREEN", (string?)_stage.NumberField("quality_rating"));
        _stage.Blocks(Acting.Customer(0));
        Assert.Equal("GREEN", (string?)_stage.NumberField("quality_rating"));
        _stage.Reports(Acting.Customer(1));
        Assert.Equal("YELLOW", (string?)_stage.NumberField("quality_rating"));
        for (var i = 2; i < 5; i++)
            _stage.Blocks(Acting.Customer(i));
        Assert.Equal("RED", (string?)_stage.NumberField("quality_rating"));
        Assert.Equal("RED", (string?)_stage.NumberField("quality_score")!["score"]);

        _stage.Run(TimeSpan.FromDays(1));
        Assert.Equal("RED", _stage.Standing().Quality);
        _stage.Run(TimeSpan.FromDays(2));
        Assert.Equal("YELLOW", _stage.Standing().Quality);
        _stage.Run(TimeSpan.FromDays(3));
        Assert.Equal("GREEN", _stage.Standing().Quality);
        Assert.Equal(
            ["YELLOW", "RED", "YELLOW", "GREEN"],
            _stage.Ledger.Where(line => line.Kind == LedgerKinds.QualityChanged && line.PhoneNumberId is not null)
                .Select(line => line.Evidence.Status));
        Assert.Empty(_stage.Values("phone_number_quality_update"));
    }

    [Fact]
    public void Messages_that_are_welcome_outweigh_complaints()
    {
        Reach(0, 60);
        _stage.Blocks(Acting.Customer(0));
        _stage.Blocks(Acting.Customer(1));
        Assert.Equal("YELLOW", _stage.Standing().Quality);
        Reach(100, 100);
        _stage.Run(TimeSpan.FromHours(1));

        Assert.Equal("GREEN", _stage.Standing().Quality);
    }

    [Fact]
    public void Who_was_sent_nothing_has_nothing_to_complain_about()
    {
        for (var i = 0; i < 10; i++)
        {
            _stage.CustomerSays("""{"text":{"body":"hi"}}""", Acting.Customer(i));
            _stage.Reports(Acting.Customer(i));
        }

        Assert.Equal(("GREEN", 0), (_stage.Standing().Quality, _stage.Standing().Complaints));
        Assert.Equal(10, _stage.Ledger.Count(line => line.Kind == LedgerKinds.CustomerReported));
    }

    [Fact]
    public void Many_complaints_within_a_day_keep_a_number_from_writing_first_for_a_day()
    {
        Reach(0, 45);
        _stage.CustomerSays("""{"text":{"body":"hi"}}""", Acting.Customer(40));
        for (var i = 0; i < 5; i++)
            _stage.Blocks(Acting.Customer(i));

        var refused = _stage.SendTemplate("hello_world", Acting.Customer(99));
        Assert.Equal((400, 131048), (refused.Status, refused.Code));
        Assert.Equal(_stage.Now + TimeSpan.FromHours(24), _stage.Standing().SpamLimitUntil);
        Assert.Equal(200, _stage.SendText("Hello", Acting.Customer(40)).Status);
        Assert.Equal("LIMITED", (string?)Health()["can_send_message"]);
        Assert.NotEmpty(Health()["entities"]![0]!["additional_info"]!.AsArray());

        _stage.Run(TimeSpan.FromHours(24));
        Assert.Equal(200, _stage.SendTemplate("hello_world", Acting.Customer(99)).Status);
        Assert.Null(_stage.Standing().SpamLimitUntil);
    }

    [Fact]
    public void The_spam_limit_may_also_come_as_a_status()
    {
        var stage = new Stage(options => options with { SpamRefusal = RefusalPlace.Status, Enforcement = false });
        stage.Campaign("spring_sale", Enumerable.Range(0, 30).Select(Acting.Customer));
        for (var i = 0; i < 5; i++)
            stage.Blocks(Acting.Customer(i));
        var sent = stage.SendTemplate("hello_world", Acting.Customer(99));
        stage.Run(TimeSpan.FromSeconds(5));

        Assert.Equal(200, sent.Status);
        Assert.Equal(131048, stage.FailureOf(sent.Wamid));
    }

    [Fact]
    public void A_few_complaints_among_very_many_messages_are_no_spam()
    {
        Reach(0, 200);
        for (var i = 0; i < 6; i++)
            _stage.Blocks(Acting.Customer(i));

        Assert.Equal(200, _stage.SendTemplate("hello_world", Acting.Customer(999)).Status);
    }

    [Fact]
    public void Looking_at_quality_ends_when_there_is_nothing_left_to_fade()
    {
        Reach(0, 30);
        for (var i = 0; i < 5; i++)
            _stage.Blocks(Acting.Customer(i));
        _stage.Run(TimeSpan.FromDays(8));

        Assert.Equal("GREEN", _stage.Standing().Quality);
        Assert.Null(_stage.Mind.NextDue);
    }

    private JsonNode Health() => _stage.NumberField("health_status")!;

    private void Reach(int first, int count) =>
        _stage.Campaign("spring_sale", Enumerable.Range(first, count).Select(Acting.Customer));
}
