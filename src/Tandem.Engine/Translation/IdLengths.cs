namespace Tandem.Engine.Translation;

/// <summary>
/// How long an id may be that a row has in its key. Meta's are far shorter; a longer one is nonsense, and not every
/// index takes it: PostgreSQL's refuse keys above 2,704 bytes, and a turn that cannot be written stops its owner.
/// </summary>
internal static class IdLengths
{
    /// <summary>Ids of numbers and accounts: digits, some sixteen of them.</summary>
    public const int Owner = 64;

    /// <summary>Phone numbers and business-scoped user ids, portfolio and country included.</summary>
    public const int Person = 256;

    /// <summary>Ids of messages.</summary>
    public const int Message = 512;
}
