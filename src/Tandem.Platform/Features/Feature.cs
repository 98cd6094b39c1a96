using Tandem.Platform.Accounts;

namespace Tandem.Platform.Features;

/// <summary>Who uses a feature.</summary>
public static class Sides
{
    /// <summary>A customer, towards the business.</summary>
    public const string Customer = "customer";

    /// <summary>The business, in the app on its phone.</summary>
    public const string App = "app";

    /// <summary>The business, by the Cloud API.</summary>
    public const string Api = "api";
}

/// <summary>As what something arrives on the other end of the number.</summary>
public enum Arrival
{
    /// <summary>Not at all.</summary>
    Nothing,

    /// <summary>As a <c>messages</c> webhook of its own kind.</summary>
    Message,

    /// <summary>As a <c>messages</c> webhook of type <c>unsupported</c> (131051).</summary>
    Unsupported,

    /// <summary>As a <c>messages</c> webhook that it is unavailable, without its content (131060).</summary>
    Unavailable,

    /// <summary>As a <c>messages</c> webhook that its media is too large (131052).</summary>
    TooLarge,

    /// <summary>As a <c>smb_message_echoes</c> webhook.</summary>
    Echo,

    /// <summary>As a <c>smb_app_state_sync</c> webhook.</summary>
    StateSync,

    /// <summary>In the chat on the owner's phone.</summary>
    OnPhone,
}

/// <summary>How sure a row is.</summary>
public enum Certainty
{
    /// <summary>Meta says so.</summary>
    Documented,

    /// <summary>It follows from what Meta says, or from reports.</summary>
    Inferred,

    /// <summary>Meta is silent; a switch of the platform decides.</summary>
    Open,
}

/// <summary>A row of the feature table: what one side can do, and what the other end of the number sees of
/// it.</summary>
/// <param name="Side">One of <see cref="Sides"/>.</param>
/// <param name="Name">The Cloud API's word for the kind of message, or the feature's own name.</param>
/// <param name="ArrivesAs">What the other end sees.</param>
/// <param name="Source">Where it is written, and when that was read.</param>
/// <param name="Certainty">How sure it is.</param>
/// <param name="Refusal">Why it cannot be used on a coexistence number; null: it can.</param>
/// <param name="IsMessage">Whether it is a message to one customer.</param>
/// <param name="IsSwitchedOff">Whether onboarding switches it off, so that it can be used before and after.</param>
/// <param name="IsCircumstance">Whether it is no kind of its own, but under which circumstance messages are
/// sent.</param>
/// <param name="IsOneToOne">Whether it happens in the 1:1 chat; groups and calls do not.</param>
public sealed record Feature(
    string Side,
    string Name,
    Arrival ArrivesAs,
    string Source,
    Certainty Certainty = Certainty.Documented,
    string? Refusal = null,
    bool IsMessage = true,
    bool IsSwitchedOff = false,
    bool IsCircumstance = false,
    bool IsOneToOne = true)
{
    /// <summary>Why it cannot be used now on a number; null: it can.</summary>
    internal string? RefusalOn(BusinessNumber number) =>
        IsSwitchedOff && !number.Link.IsCoexistence ? null : Refusal;

    /// <summary>Whether Meta names this kind among those that are mirrored.</summary>
    public bool IsDocumented => Certainty == Certainty.Documented;
}
