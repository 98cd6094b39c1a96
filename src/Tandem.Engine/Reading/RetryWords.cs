namespace Tandem.Engine.Reading;

/// <summary>Why an item is not taken again, in words.</summary>
public static class RetryWords
{
    /// <summary>Only what is set aside is taken again.</summary>
    public const string NotSetAside = "not_set_aside";

    /// <summary>The same, for people.</summary>
    public const string WhyNot =
        "Only what is set aside is taken again: this item was applied, or has been taken again already.";
}
