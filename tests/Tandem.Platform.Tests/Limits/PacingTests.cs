namespace Tandem.Platform.Tests.Limits;

public sealed class PacingTests
{
    private readonly Stage _stage = new(options => options with
    {
        PacingAfter = 20,
        Enforcement = false,
        SpamComplaints = 1000,
    });

    public PacingTests() => _stage.Unlimit();

    [Fact]
    public void The_first_sends_of_a_new_marketing_template_go_out_and_the_rest_is_held_until_the_verdict()
    {
        _stage.HaveTemplate("summer", "MARKETING");
        var answers = _stage.Campaign("summer", Enumerable.Range(0, 30).Select(Acting.Customer));

        Assert.Equal(
            [.. Enumerable.Repeat("accepted", 20), .. Enumerable.Repeat("held_for_quality_assessment", 10)],
            answers.Select(answer => (string?)answer.Json["messages"]![0]!["message_status"]));
        Assert.Equal(10, _stage.Template("summer").Held);
        Assert.Empty(_stage.StatusesOf(answers[29].Wamid));

        _stage.Run(TimeSpan.FromMinutes(30));
        Assert.Equal(0, _stage.Template("summer").Held);
        Assert.Contains("delivered", _stage.StatusesOf(answers[29].Wamid));
        var more = _stage.Campaign("summer", Enumerable.Range(100, 30).Select(Acting.Customer));
        Assert.All(more, answer => Assert.Equal("accepted", (string?)answer.Json["messages"]![0]!["message_status"]));
    }

    [Fact]
    public void When_those_who_got_it_complain_what_is_held_fails_and_the_template_is_paused()
    {
        _stage.HaveTemplate("summer", "MARKETING");
        var answers = _stage.Campaign("summer", Enumerable.Range(0, 30).Select(Acting.Customer));
        for (var i = 0; i < 3; i++)
            _stage.Reports(Acting.Customer(i));
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.All(answers[20..], answer => Assert.Equal(132015, _stage.FailureOf(answer.Wamid)));
        Assert.All(answers[..20], answer => Assert.Null(_stage.FailureOf(answer.Wamid)));
        Assert.Equal(("PAUSED", "RED", 0),
            (_stage.Template("summer").Status, _stage.Template("summer").Quality, _stage.Template("summer").Held));
        Assert.Equal(132015, _stage.SendTemplate("summer", Acting.Customer(99), "you").Code);
        _stage.Run(TimeSpan.FromHours(1));
        Assert.All(answers[20..], answer => Assert.Equal(["failed"], _stage.StatusesOf(answer.Wamid)));
    }

    [Fact]
    public void A_utility_template_is_paced_for_a_week_after_a_pause()
    {
        _stage.HaveTemplate("order", "UTILITY");
        _stage.Campaign("order", Enumerable.Range(0, 30).Select(Acting.Customer));
        for (var i = 0; i < 3; i++)
            _stage.Blocks(Acting.Customer(i));
        _stage.Run(TimeSpan.FromHours(3) + TimeSpan.FromDays(7));

        Assert.All(
            _stage.Campaign("order", Enumerable.Range(100, 30).Select(Acting.Customer)),
            answer => Assert.Equal("accepted", (string?)answer.Json["messages"]![0]!["message_status"]));
    }

    [Fact]
    public void A_good_verdict_holds_although_the_quality_is_not_known_yet()
    {
        var stage = new Stage(options => options with { PacingAfter = 3 });
        stage.HaveTemplate("summer", "MARKETING");
        var first = stage.Campaign("summer", Enumerable.Range(0, 4).Select(Acting.Customer));
        stage.Run(TimeSpan.FromMinutes(31));
        var second = stage.Campaign("summer", Enumerable.Range(10, 4).Select(Acting.Customer));

        Assert.Equal("UNKNOWN", stage.Template("summer").Quality);
        Assert.Equal(
            ["held_for_quality_assessment", "accepted"],
            new[] { first[3], second[3] }.Select(answer => (string?)answer.Json["messages"]![0]!["message_status"]));
    }

    [Fact]
    public void A_good_old_template_is_not_paced_and_a_utility_template_only_after_a_pause()
    {
        Assert.All(
            _stage.Campaign("spring_sale", Enumerable.Range(0, 40).Select(Acting.Customer)), AssertAccepted);
        _stage.HaveTemplate("order", "UTILITY");
        Assert.All(_stage.Campaign("order", Enumerable.Range(100, 40).Select(Acting.Customer)), AssertAccepted);
        for (var i = 100; i < 104; i++)
            _stage.Blocks(Acting.Customer(i));
        Assert.Equal("PAUSED", _stage.Template("order").Status);
        _stage.Run(TimeSpan.FromHours(4));

        var paced = _stage.Campaign("order", Enumerable.Range(200, 21).Select(Acting.Customer));
        Assert.Equal(
            "held_for_quality_assessment", (string?)paced[^1].Json["messages"]![0]!["message_status"]);

        static void AssertAccepted(Answer answer) =>
            Assert.Equal("accepted", (string?)answer.Json["messages"]![0]!["message_status"]);
    }
}
