using Tandem.Domain.Rules;

namespace Tandem.Domain.Takeover;

/// <summary>What the whole text of a message from the phone means for who speaks.</summary>
/// <remarks>Why: docs/decisions/0025-words-typed-on-the-phone.md.</remarks>
public static class PhoneWords
{
    /// <summary>What these words mean under these rules. Nothing but the whole text counts, however it is written:
    /// case, width of letters and spaces around and between make no difference.</summary>
    /// <param name="rules">The number's.</param>
    /// <param name="text">The text; null for what is no text.</param>
    public static PhoneWord MeaningOf(NumberRules rules, string? text)
    {
        if (text is null)
            return PhoneWord.Speech;

        var said = Canonical(text);
        return Contains(rules.HandBackWords, said) ? PhoneWord.HandBack
            : Contains(rules.TakeOverWords, said) ? PhoneWord.TakeOver
            : Contains(rules.AutomaticTexts, said) ? PhoneWord.Automatic
            : PhoneWord.Speech;
    }

    /// <summary>A text as it is compared: the same on every machine, whatever it knows of languages.</summary>
    public static string Canonical(string text) => string.Join(
        ' ',
        string.Create(text.Length, text, (narrow, wide) =>
            {
                for (var i = 0; i < wide.Length; i++)
                    narrow[i] = Narrow(wide[i]);
            })
            .ToUpperInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Keyboards of East Asia write ASCII in letters of full width.
    private static char Narrow(char letter) => letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter;

    private static bool Contains(ValueList<string> words, string said) =>
        words.Any(word => string.Equals(Canonical(word), said, StringComparison.Ordinal));
}

/// <summary>What a message from the phone means for who speaks.</summary>
public enum PhoneWord
{
    /// <summary>A person speaks.</summary>
    Speech,

    /// <summary>The bots may speak again.</summary>
    HandBack,

    /// <summary>A person speaks until somebody hands back.</summary>
    TakeOver,

    /// <summary>Nobody speaks: the app says this by itself.</summary>
    Automatic,
}
