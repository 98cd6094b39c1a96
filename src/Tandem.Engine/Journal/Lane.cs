namespace Tandem.Engine.Journal;

/// <summary>How urgent a delivery is to its owner. The numbers are stored and never change.</summary>
public enum Lane
{
    /// <summary>Live messages, echoes and everything else that may change who speaks.</summary>
    Live = 0,

    /// <summary>Statuses of sent messages.</summary>
    Statuses = 1,

    /// <summary>History and contacts: thousands of items that wake nobody.</summary>
    Bulk = 2,
}
