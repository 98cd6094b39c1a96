namespace Tandem.Drills.Storing;

/// <summary>Where a storage operation stands: between any two steps the power can be cut or time can pass.</summary>
public enum StorageStep
{
    /// <summary>A webhook was handed over; nothing of it is kept yet.</summary>
    BeforeAppend,

    /// <summary>A webhook is kept; its sender has not been told.</summary>
    AfterAppend,

    /// <summary>A commit was handed over; nothing of it is kept yet.</summary>
    BeforeCommit,

    /// <summary>A commit is kept; its agent has not been told.</summary>
    AfterCommit,

    /// <summary>An owner is about to be claimed.</summary>
    BeforeClaim,

    /// <summary>An owner is claimed; its agent has not been told.</summary>
    AfterClaim,

    /// <summary>A read was asked for; it sees what is kept when this step ends.</summary>
    Read,
}
