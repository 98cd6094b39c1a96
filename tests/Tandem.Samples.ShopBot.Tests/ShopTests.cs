namespace Tandem.Samples.ShopBot.Tests;

public sealed class ShopTests
{
    [Theory]
    [InlineData("Hi there!", "Hello!")]
    [InlineData("what are your hours", "Monday to Saturday")]
    [InlineData("How much is the big monstera?", "65.00")]
    [InlineData("How much is express delivery?", "9.90")]
    [InlineData("Hello, do you sell seeds?", "seeds")]
    [InlineData("Where is my order 1042?", "Order #1042 is on its way")]
    [InlineData("Can I pick up #1077 today?", "Order #1077 is packed")]
    [InlineData("Thanks a lot", "With pleasure")]
    [InlineData("My plant has yellow leaves, can you help?", "the shop's bot")]
    [InlineData("", "the shop's bot")]
    public void The_shop_answers_what_it_knows_and_says_what_it_is_otherwise(string question, string answer) =>
        Assert.Contains(answer, Shop.Answer(question), StringComparison.Ordinal);
}
