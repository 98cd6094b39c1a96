using Tandem.Console.Words;

namespace Tandem.Console.Tests.Words;

/// <summary>Who is who at a glance.</summary>
public sealed class VoiceTests
{
    [Theory]
    [InlineData("customer", null, "customer")]
    [InlineData("app", null, "phone")]
    [InlineData("api", "bot", "bot")]
    [InlineData("api", "human", "agent")]
    [InlineData("api", "notification", "notifier")]
    [InlineData("api", "campaign", "campaign")]
    [InlineData("other_api", null, "other")]
    public void Each_sort_of_speaker_has_a_voice_of_its_own(string origin, string? lane, string key) =>
        Assert.Equal(key, Voice.Of(Sample.Message("1-1").From(origin, lane)).Key);

    [Fact]
    public void No_two_voices_share_icon_or_label()
    {
        Assert.Equal(Voice.All.Count, Voice.All.Select(voice => voice.Icon).Distinct().Count());
        Assert.Equal(Voice.All.Count, Voice.All.Select(voice => voice.Label).Distinct().Count());
    }

    [Theory]
    [InlineData("phone", "phone", "Phone speaks")]
    [InlineData("Ana", "agent", "Ana speaks")]
    [InlineData("review", "review", "Needs a look")]
    public void Whoever_holds_a_conversation_is_named(string by, string key, string words) =>
        Assert.Equal((key, words), (Voice.OfHolder(by).Key, Voice.SpeaksWords(by)));

    [Fact]
    public void A_message_of_this_hub_bears_its_senders_name() =>
        Assert.Equal("Ana", Voice.Agent.NameOf(Sample.Message("1-1").From("api", "human", "Ana"), "María"));
}
