namespace Tandem.Platform.Tests.Limits;

public sealed class TemplateQualityTests
{
    private readonly Stage _stage = new(options => options with { Enforcement = false, SpamComplaints = 1000 });
    private int _customers;

    public TemplateQualityTests() => _stage.Unlimit();

    [Fact]
    public void A_template_that_customers_dislike_is_paused_for_3_hours_then_6_and_then_disabled()
    {
        Annoy("spring_sale", customers: 30, complaints: 3);
        AssertPaused("FIRST_PAUSE", TimeSpan.FromHours(3));
        Annoy("spring_sale", customers: 30, complaints: 3);
        AssertPaused("SECOND_PAUSE", TimeSpan.FromHours(6));
        Annoy("spring_sale", customers: 30, complaints: 3);

        var disabled = _stage.SendTemplate("spring_sale", Acting.Customer(9999), "you");
        Assert.Equal((400, 132016), (disabled.Status, disabled.Code));
        Assert.Equal(("DISABLED", 3), (_stage.Template("spring_sale").Status, _stage.Template("spring_sale").Pauses));
        Assert.Equal(
            ["PAUSED FIRST_PAUSE", "APPROVED UNPAUSE", "PAUSED SECOND_PAUSE", "APPROVED UNPAUSE", "DISABLED DISABLED"],
            _stage.Values("message_template_status_update")
                .Select(value => $"{value["event"]} {value["other_info"]!["title"]}"));
        var last = _stage.Values("message_template_status_update")[^1];
        Assert.InRange(
            DateTimeOffset.FromUnixTimeSeconds((long)last["disable_info"]!["disable_date"]!),
            _stage.Now - TimeSpan.FromMinutes(2),
            _stage.Now);
        _stage.Run(TimeSpan.FromDays(10));
        Assert.Equal(132016, _stage.SendTemplate("spring_sale", Acting.Customer(9999), "you").Code);
    }

    [Fact]
    public void After_a_pause_the_complaints_that_caused_it_no_longer_count()
    {
        Annoy("spring_sale", customers: 30, complaints: 3);
        _stage.Run(TimeSpan.FromHours(3));
        Annoy("spring_sale", customers: 10, complaints: 1);

        Assert.Equal(("APPROVED", 1), (_stage.Template("spring_sale").Status, _stage.Template("spring_sale").Pauses));
    }

    [Fact]
    public void Each_change_of_quality_is_told_with_what_was_before()
    {
        Annoy("spring_sale", customers: 40, complaints: 3);
        _stage.Run(TimeSpan.FromHours(4));

        Assert.Equal(
            ["GREEN→YELLOW", "YELLOW→RED", "RED→UNKNOWN"],
            _stage.Values("message_template_quality_update")
                .Select(value => $"{value["previous_quality_score"]}→{value["new_quality_score"]}"));
        Assert.All(
            _stage.Values("message_template_quality_update"),
            value => Assert.Equal("en-US", (string?)value["message_template_language"]));
    }

    [Fact]
    public void A_new_template_is_rated_once_enough_customers_got_it()
    {
        _stage.HaveTemplate("summer", "UTILITY");
        Send("summer", 19);
        _stage.Run(TimeSpan.FromHours(2));
        Assert.Equal("UNKNOWN", _stage.Template("summer").Quality);
        Send("summer", 1);
        _stage.Run(TimeSpan.FromHours(2));

        Assert.Equal("GREEN", _stage.Template("summer").Quality);
        var told = Assert.Single(_stage.Values("message_template_quality_update"));
        Assert.Equal("UNKNOWN", (string?)told["previous_quality_score"]);
    }

    [Fact]
    public void A_yellow_template_recovers_when_no_more_complaints_come()
    {
        Annoy("spring_sale", customers: 50, complaints: 2);
        Assert.Equal("APPROVED", _stage.Template("spring_sale").Status);
        Assert.Equal("YELLOW", QualityOf("spring_sale"));
        _stage.Run(TimeSpan.FromDays(5));

        Assert.Equal("GREEN", QualityOf("spring_sale"));
    }

    [Fact]
    public void A_complaint_is_about_the_template_that_came_last_and_only_for_a_day()
    {
        var customers = Send("spring_sale", 10);
        foreach (var customer in customers)
            _stage.SendTemplate("hello_world", customer);
        _stage.Run(TimeSpan.FromMinutes(1));
        _stage.Blocks(customers[0]);
        _stage.Blocks(customers[1]);
        Assert.Equal(("GREEN", "RED"), (QualityOf("spring_sale"), QualityOf("hello_world")));

        var others = Send("spring_sale", 10);
        _stage.Run(TimeSpan.FromHours(25));
        foreach (var customer in others)
            _stage.Blocks(customer);
        Assert.Equal("GREEN", QualityOf("spring_sale"));
    }

    [Fact]
    public void One_person_is_one_complaint_a_day_however_loud()
    {
        var customers = Send("spring_sale", 10);
        for (var i = 0; i < 5; i++)
        {
            _stage.Blocks(customers[0]);
            _stage.Reports(customers[0]);
            _stage.Blocks(customers[0], blocked: false);
        }

        Assert.Equal(("GREEN", 1), (_stage.Template("spring_sale").Quality, _stage.Standing().Complaints));
    }

    private void AssertPaused(string title, TimeSpan length)
    {
        var refused = _stage.SendTemplate("spring_sale", Acting.Customer(9999), "you");
        Assert.Equal((400, 132015), (refused.Status, refused.Code));
        Assert.Equal(
            title, (string?)_stage.Values("message_template_status_update")[^1]["other_info"]!["title"]);
        _stage.Run(length - TimeSpan.FromMinutes(2));
        Assert.Equal(132015, _stage.SendTemplate("spring_sale", Acting.Customer(9999), "you").Code);
        _stage.Run(TimeSpan.FromMinutes(3));
        Assert.Equal("APPROVED", _stage.Template("spring_sale").Status);
    }

    private string QualityOf(string template) => _stage.Template(template).Quality;

    private void Annoy(string template, int customers, int complaints)
    {
        foreach (var customer in Send(template, customers).Take(complaints))
        {
            _stage.Blocks(customer);
            _stage.Run(TimeSpan.FromSeconds(10)); // Webhooks of one instant may come in any order.
        }
    }

    private List<string> Send(string template, int count)
    {
        var customers = Enumerable.Range(_customers, count).Select(Acting.Customer).ToList();
        _customers += count;
        Assert.All(_stage.Campaign(template, customers), answer => Assert.Equal(200, answer.Status));
        return customers;
    }
}
