namespace Tandem.Platform.Accounts;

/// <summary>A token that Graph calls present.</summary>
internal sealed class AccessToken(string text)
{
    public string Text { get; } = text;

    /// <summary>When it stops working; null: never.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public bool HasEnded(DateTimeOffset now) => now >= EndsAt;
}
