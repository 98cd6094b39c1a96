namespace Tandem.Samples.ShopBot.Tests;

public sealed class ShopTests
{
    [Theory]
    [InlineData("Hi there!", "Hello!")]
    [InlineData("what are your hours", "Monday to Saturday")]
    [InlineData("How much is a loaf?", "5.20")]
    [InlineData("do you deliver?", "within 5 km")]
    [InlineData("Where is my order #1234?", "Order #1234 is on its way")]
    [InlineData("Thanks a lot", "With pleasure")]
    [InlineData("qwertz", "the shop's bot")]
    [InlineData("", "the shop's bot")]
    public void The_shop_answers_what_it_knows_and_says_what_it_is_otherwise(string question, string answer) =>
        Assert.Contains(answer, Shop.Answer(question), StringComparison.Ordinal);
}
