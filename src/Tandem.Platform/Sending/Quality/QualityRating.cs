namespace Tandem.Platform.Sending.Quality;

/// <summary>What customers think of a number or a template, best first.</summary>
internal enum QualityRating
{
    Green,
    Yellow,
    Red,

    /// <summary>Too little is known yet.</summary>
    Unknown,
}

/// <summary>The rating's names, and how it follows from feedback.</summary>
internal static class QualityRatings
{
    /// <summary>As Graph and webhooks write it.</summary>
    public static string Name(this QualityRating rating) => rating switch
    {
        QualityRating.Green => "GREEN",
        QualityRating.Yellow => "YELLOW",
        QualityRating.Red => "RED",
        _ => "UNKNOWN",
    };

    /// <summary>The rating of some feedback. Meta publishes what counts (blocks and reports of 7 days, recent ones
    /// more), not how much; the shares are ours.</summary>
    public static QualityRating Of(FeedbackWindow window, DateTimeOffset now, PlatformOptions options)
    {
        if (window.Complaints(now, FeedbackWindow.Week) < options.RatedFromComplaints)
            return QualityRating.Green;
        var share = window.WeightedShare(now);
        return share >= options.RedShare ? QualityRating.Red
            : share >= options.YellowShare ? QualityRating.Yellow
            : QualityRating.Green;
    }
}
