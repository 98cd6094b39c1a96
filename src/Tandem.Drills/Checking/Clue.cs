namespace Tandem.Drills.Checking;

/// <summary>Something the hub was given that calls one person by several names.</summary>
/// <param name="Event">The event since which the hub has it.</param>
/// <param name="Names">
/// Names of the person, and of messages from or to that person: who a send reached is told by its status too.
/// </param>
/// <remarks>
/// Names hold for one business number. Each number's events are decided by an agent of its own from its own
/// deliveries: what was told about another number does not bind it, for that one's agent may lie far behind.
/// </remarks>
internal sealed record Clue(long Event, IReadOnlyList<string> Names)
{
    /// <summary>A message, by the platform's name for it.</summary>
    public static string Wamid(string number, string wamid) => $"{number} wamid {wamid}";

    /// <summary>A send, by the hub's mark on it.</summary>
    public static string Mark(string number, string mark) => $"{number} mark {mark}";

    /// <summary>A customer's phone number.</summary>
    public static string Phone(string number, string digits) => $"{number} phone {digits}";

    /// <summary>A customer by phone number and BSUID, as far as they are given.</summary>
    public static IEnumerable<string> Person(string number, string? digits, string? userId)
    {
        if (digits is not null)
            yield return Phone(number, digits);
        if (userId is not null)
            yield return $"{number} user {userId}";
    }
}
