using Tandem.Engine.Registry;

namespace Tandem.Console.Access;

/// <summary>Who may speak to customers from the console: people with a key that may send.</summary>
public static class Speaking
{
    /// <summary>Why this person may only look; null when they may speak.</summary>
    /// <remarks>A bot's key must not gain the human lane by signing in: what it says would hold the bots off.</remarks>
    public static string? Of(Caller caller) => caller switch
    {
        { IsPerson: false } =>
            $"You signed in with a key of role {caller.Role}. Only the owner's or an agent's key may answer here.",
        _ when !caller.Has("send") => "Your key may read but not send.",
        _ => null,
    };

    /// <summary>Why this person may not look after numbers; null when they may.</summary>
    public static string? OnManaging(Caller caller) => caller switch
    {
        { IsPerson: false } => "Only people look after numbers.",
        _ when !caller.Has("manage") =>
            "Only the owner, or an agent whose key has the scope manage, looks after numbers.",
        _ => null,
    };

    /// <summary>Why this person may not decide what is private; null when they may.</summary>
    public static string? OnPrivacy(Caller caller) => caller switch
    {
        { IsPerson: false } => "Only people decide what is private.",
        _ when !caller.Has("manage") =>
            "Only the owner, or an agent whose key has the scope manage, decides what is private.",
        _ => null,
    };
}
