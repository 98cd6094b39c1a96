namespace Tandem.Fuzz.Tests.Making;

/// <summary>Members that say who somebody is, as Meta calls them.</summary>
internal static class Names
{
    /// <summary>Phone numbers: only their digits count.</summary>
    public static readonly IReadOnlySet<string> Numbers = new HashSet<string>(StringComparer.Ordinal)
    {
        "wa_id", "from", "to", "recipient_id", "phone_number", "new_wa_id",
    };

    /// <summary>Business-scoped user ids.</summary>
    public static readonly IReadOnlySet<string> Users = new HashSet<string>(StringComparer.Ordinal)
    {
        "user_id", "parent_user_id", "from_user_id", "from_parent_user_id", "to_user_id", "to_parent_user_id",
        "recipient_user_id", "recipient_parent_user_id", "parent_recipient_user_id", "previous_user_id",
        "previous", "current",
    };

    /// <summary>Whether a member names a person, in one way or the other.</summary>
    public static bool OfPeople(string name) => Numbers.Contains(name) || Users.Contains(name);
}
