using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Tests.Words;

/// <summary>How far a message came, for people.</summary>
public sealed class DeliveryMarkTests
{
    [Theory]
    [InlineData("sending", "Sending")]
    [InlineData("accepted", "Accepted")]
    [InlineData("sent", "Sent")]
    [InlineData("delivered", "Delivered")]
    [InlineData("read", "Read")]
    [InlineData("played", "Played")]
    [InlineData("failed", "Failed")]
    [InlineData("unknown", "Not known yet")]
    public void Every_status_has_a_word_and_an_explanation(string status, string label)
    {
        var mark = DeliveryMark.Of(Sample.Message("1-1").From("api", "bot") with { Status = status });

        Assert.Equal(label, mark?.Label);
        Assert.NotEmpty(mark!.Explanation);
    }

    [Fact]
    public void A_customers_message_has_no_mark() => Assert.Null(DeliveryMark.Of(Sample.Message("1-1")));

    [Fact]
    public void A_failure_says_why_and_names_metas_code()
    {
        var failed = Sample.Message("1-1").From("api", "bot") with
        {
            Status = "failed",
            Failure = new FailureView(131047, "Re-engagement message"),
        };

        var mark = DeliveryMark.Of(failed);

        Assert.True(mark!.IsTrouble);
        Assert.Contains("24 hours", mark.Explanation, StringComparison.Ordinal);
        Assert.Contains("131047", mark.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_phones_message_without_a_status_is_not_called_undelivered() =>
        Assert.Equal("phone", DeliveryMark.Of(Sample.Message("1-1").From("app"))?.Key);
}
