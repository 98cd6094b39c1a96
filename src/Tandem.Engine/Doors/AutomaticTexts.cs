using System.Text.Json;
using Tandem.Domain.Deciding;
using Tandem.Domain.Takeover;
using Tandem.Domain.Timeline;
using Tandem.Engine.Registry;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Doors;

/// <summary>Learns what the app of a number says by itself, from a message that somebody points at.</summary>
public sealed class AutomaticTexts(IBook book, RegistrationBook registry, INumberDoor door)
{
    /// <summary>Most texts of one number.</summary>
    public const int Most = 50;

    /// <summary>From now on nobody speaks by this text; and what this message holds, it holds no more.</summary>
    /// <param name="number">The number of the message.</param>
    /// <param name="messageId">A message of the phone.</param>
    /// <param name="by">Name of the person's key.</param>
    /// <param name="ct">Cancels before it is learnt.</param>
    /// <returns>Why not, with what to do; null when it is learnt.</returns>
    public async Task<string?> LearnAsync(
        NumberRegistration number, string messageId, string by, CancellationToken ct)
    {
        if (await book.ReadAsync([new RowKey(RowKinds.Message, messageId)], ct) is not [var row]
            || RowCodec.TryRead(row) is not Message { SameAs: null, Origin: Origin.App, Via: Via.Live } message)
            return "Only what the phone sent can be an automatic text; choose a message of the phone.";

        if (TextOf(message) is not { } text)
            return "Its words are not known, so they could not be known again; choose a text message whose words are "
                + "shown.";

        var isFull = false;
        var word = PhoneWord.Speech;
        await registry.ChangeNumberAsync(
            number.PhoneNumberId,
            known =>
            {
                word = PhoneWords.MeaningOf(Agents.Terms.RulesOf(known), text);
                isFull = known.AutomaticTexts?.Count >= Most;
                return word == PhoneWord.Speech && !isFull
                    ? known with { AutomaticTexts = [.. known.AutomaticTexts ?? [], text] }
                    : null;
            },
            ct);
        if (word is PhoneWord.HandBack or PhoneWord.TakeOver)
            return "This text hands back or takes over by the number's rules, so a person must have typed it; take it "
                + "out of hand_back_words or take_over_words first.";
        if (isFull && word == PhoneWord.Speech)
            return $"A number has at most {Most} automatic texts; take one out of automatic_texts first.";

        await door.CommandAsync(number.PhoneNumberId, new Input.CalledAutomatic(messageId, by), ct);
        return null;
    }

    private static string? TextOf(Message message)
    {
        if (message.Content is not { Type: "text", Rank: ContentRank.Full, Json: { Length: > 0 } body })
            return null;

        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("text", out var text)
            && text.ValueKind == JsonValueKind.Object
            && text.TryGetProperty("body", out var words)
            && words.ValueKind == JsonValueKind.String
            ? words.GetString()
            : null;
    }
}
