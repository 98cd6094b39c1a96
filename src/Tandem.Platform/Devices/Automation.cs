using Tandem.Platform.People;

namespace Tandem.Platform.Devices;

/// <summary>
/// Greeting and away messages that the app sends by itself. They stay on after onboarding (Meta, "Onboard WhatsApp
/// Business app users", messaging tools: no change), so an app and a bot can both answer.
/// </summary>
internal sealed class Automation(World world)
{
    /// <summary>A customer who was silent this long is greeted again (WhatsApp Business app: 14 days).</summary>
    private static readonly TimeSpan GreetedAgainAfter = TimeSpan.FromDays(14);

    /// <summary>From the customer's message to the app's own.</summary>
    private static readonly Latency Pause = Latency.Seconds(0.5, 2);

    public void Answer(Chat chat, bool isFirst)
    {
        var phone = chat.Number.Phone;
        if (!chat.Number.Link.HasApp || (phone.Greeting ?? phone.Away) is null)
            return;
        var silence = chat.Lines.Count > 1 ? world.Now - chat.Lines[^2].SentAt : TimeSpan.Zero;
        if (phone.Greeting is { } greeting && (isFirst || silence > GreetedAgainAfter))
            world.After(Pause, new Due.AppAnswers(chat.Number, chat, greeting));
        if (phone.Away is { } away)
            world.After(Pause, new Due.AppAnswers(chat.Number, chat, away));
    }
}
