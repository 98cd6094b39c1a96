namespace Tandem.Platform.Sending.Quality;

/// <summary>What customers think of a number.</summary>
internal sealed class NumberRegard
{
    public FeedbackWindow Feedback { get; } = new();

    public QualityRating Rating { get; set; } = QualityRating.Green;

    /// <summary>Until when the spam limit keeps it from writing to customers first; null: it does not.</summary>
    public DateTimeOffset? SpamUntil { get; set; }

    /// <summary>Whether another look is due.</summary>
    public bool Looking { get; set; }
}
