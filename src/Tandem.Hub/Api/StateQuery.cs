namespace Tandem.Hub.Api;

/// <summary>The <c>state</c> of a list of things that open and close.</summary>
internal static class StateQuery
{
    /// <summary>What is said of any other word.</summary>
    public const string Mistake = "state: must be open or closed; leave it out for open.";

    /// <summary>Whether open ones are asked for; null for a word that means nothing.</summary>
    public static bool? IsOpen(string? state) => state switch
    {
        null or "open" => true,
        "closed" => false,
        _ => null,
    };
}
