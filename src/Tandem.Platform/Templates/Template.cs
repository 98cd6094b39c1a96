using Tandem.Platform.People;
using Tandem.Platform.Sending.Quality;

namespace Tandem.Platform.Templates;

/// <summary>A message template of an account.</summary>
internal sealed class Template(string id, string name, string language, DateTimeOffset createdAt)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>Language code as the API writes it.</summary>
    public string Language { get; } = language;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>UTILITY, MARKETING or AUTHENTICATION.</summary>
    public required string Category { get; set; }

    public required TemplateText Text { get; set; }

    public TemplateStatus Status { get; set; } = TemplateStatus.Pending;

    /// <summary>Why it was rejected; NONE otherwise.</summary>
    public string RejectedReason { get; set; } = "NONE";

    /// <summary>How often its content changed; a review of an older version decides nothing.</summary>
    public int Version { get; set; }

    /// <summary>When its approved content was edited, oldest first.</summary>
    public List<DateTimeOffset> Edits { get; } = [];

    public QualityRating Rating { get; set; } = QualityRating.Unknown;

    public DateTimeOffset RatedAt { get; set; } = createdAt;

    public FeedbackWindow Feedback { get; } = new();

    /// <summary>Whether another look at its quality is due.</summary>
    public bool Looking { get; set; }

    /// <summary>How often it was paused for its quality.</summary>
    public int Pauses { get; set; }

    /// <summary>When the latest pause ended; null: there was none, or it lasts.</summary>
    public DateTimeOffset? UnpausedAt { get; set; }

    public Pace Pace { get; } = new();

    public bool IsMarketing => Category == "MARKETING";
}

/// <summary>How the sends of a template in need of pacing go.</summary>
internal sealed class Pace
{
    /// <summary>Sends since pacing began.</summary>
    public int Sent { get; set; }

    /// <summary>Whether the verdict was good; then nothing is held any more.</summary>
    public bool Passed { get; set; }

    /// <summary>Accepted messages that wait for the verdict, oldest first.</summary>
    public List<Message> Held { get; } = [];

    public void Restart()
    {
        Sent = 0;
        Passed = false;
    }
}
