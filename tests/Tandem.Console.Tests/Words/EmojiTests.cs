using Tandem.Console.Words;

namespace Tandem.Console.Tests.Words;

/// <summary>Which messages are shown larger.</summary>
public sealed class EmojiTests
{
    [Theory]
    [InlineData("🌵", true)]
    [InlineData(" ❤️ ", true)]
    [InlineData("👍🏽🙏", true)]
    [InlineData("👨‍👩‍👧‍👦", true)]
    [InlineData("🇲🇽", true)]
    [InlineData("🌵🌵🌵🌵", false)]
    [InlineData("OK 👍", false)]
    [InlineData("1", false)]
    [InlineData("`", false)]
    [InlineData("  ", false)]
    public void One_to_three_emoji_alone_are_large(string text, bool isLarge) =>
        Assert.Equal(isLarge, Emoji.IsAllOf(text));
}
