namespace Tandem.Domain.Mirroring;

/// <summary>What a preflight says of one message.</summary>
/// <param name="May">Whether it may go now.</param>
/// <param name="IsReceived">Whether the one it is for gets it.</param>
/// <param name="Mirrored">What the other end of the number sees of it: for the Cloud API's messages the owner's
/// phone.</param>
/// <param name="Sureness">How sure the latter is.</param>
/// <param name="Findings">Why, the gravest first.</param>
public sealed record Verdict(
    May May, bool IsReceived, Mirrored Mirrored, Sureness Sureness, ValueList<Finding> Findings);

/// <summary>Whether something may go now. Written by name.</summary>
public enum May
{
    /// <summary>It may.</summary>
    Go,

    /// <summary>Not now; it can wait and then go.</summary>
    Wait,

    /// <summary>It would be refused, whenever it is sent as it is.</summary>
    No,
}

/// <summary>How much a finding weighs. Written by name.</summary>
public enum Weight
{
    /// <summary>It is refused.</summary>
    Refuses,

    /// <summary>It is held for now.</summary>
    Holds,

    /// <summary>It may turn out otherwise than it looks.</summary>
    Warns,

    /// <summary>It goes, and could be done better.</summary>
    Advises,
}

/// <summary>One thing that a preflight found.</summary>
/// <param name="Code">Ours, stable; one of <see cref="FindingCodes"/>, or the code of a <see cref="Sending.Refusal"/>.
/// </param>
/// <param name="Weight">How much it weighs.</param>
/// <param name="Says">What is so, and which rule makes it so.</param>
public sealed record Finding(string Code, Weight Weight, string Says)
{
    /// <summary>The member of the body it is about; null for the whole.</summary>
    public string? Field { get; init; }

    /// <summary>What to do; null where nothing helps.</summary>
    public string? Remedy { get; init; }

    /// <summary>Where the rule is written; null for the hub's own.</summary>
    public string? Source { get; init; }

    /// <summary>What ends it, if a time does.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>The findings there are.</summary>
public static class FindingCodes
{
    /// <summary>The body is not what the wire demands.</summary>
    public const string Malformed = "malformed";

    /// <summary>No such type of message.</summary>
    public const string KindUnknown = "kind_unknown";

    /// <summary>A number on both sides cannot do it.</summary>
    public const string Barred = "barred";

    /// <summary>The other end of the number sees nothing of it, or only that something came.</summary>
    public const string Unseen = "unseen";

    /// <summary>Meta does not say what the other end sees.</summary>
    public const string Unproved = "unproved";

    /// <summary>The field reports something that Meta does not say.</summary>
    public const string Reported = "reported";

    /// <summary>The customer service window is closed: only templates go.</summary>
    public const string WindowClosed = "window_closed";

    /// <summary>The customer service window closes within the margin.</summary>
    public const string WindowCloses = "window_closes";

    /// <summary>The account has no such template.</summary>
    public const string TemplateUnknown = "template_unknown";

    /// <summary>Meta does not take the template now.</summary>
    public const string TemplateUnusable = "template_unusable";

    /// <summary>Nobody could tell whether the account has the template.</summary>
    public const string TemplateUnchecked = "template_unchecked";

    /// <summary>The Cloud API takes no such files.</summary>
    public const string FileType = "file_type";

    /// <summary>The file cannot go as what it is sent as.</summary>
    public const string FileUnfit = "file_unfit";

    /// <summary>The file is larger than its kind may be.</summary>
    public const string FileTooLarge = "file_too_large";

    /// <summary>Nobody looked at the file.</summary>
    public const string FileUnmeasured = "file_unmeasured";
}
