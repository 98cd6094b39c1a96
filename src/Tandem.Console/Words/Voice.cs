using MudBlazor;
using Tandem.Engine.Reading;

namespace Tandem.Console.Words;

/// <summary>Who speaks, as a person at the screen tells them apart: by side, colour, icon and name.</summary>
/// <param name="Key">Stable; the style sheet's name of it.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Label">What sort of speaker it is, in words.</param>
/// <param name="IsCustomer">Whether it stands on the customer's side.</param>
public sealed record Voice(string Key, string Icon, string Label, bool IsCustomer = false)
{
    /// <summary>The customer.</summary>
    public static readonly Voice Customer =
        new("customer", Icons.Material.Rounded.Person, "Customer", IsCustomer: true);

    /// <summary>The phone's app, or one of its companions.</summary>
    public static readonly Voice Phone = new("phone", Icons.Material.Rounded.Smartphone, "Phone");

    /// <summary>A program that answers.</summary>
    public static readonly Voice Bot = new("bot", Icons.Material.Rounded.SmartToy, "Bot");

    /// <summary>A person through this hub.</summary>
    public static readonly Voice Agent = new("agent", Icons.Material.Rounded.SupportAgent, "Agent");

    /// <summary>A program that notifies.</summary>
    public static readonly Voice Notifier = new("notifier", Icons.Material.Rounded.NotificationsActive, "Notification");

    /// <summary>Bulk.</summary>
    public static readonly Voice Campaign = new("campaign", Icons.Material.Rounded.Campaign, "Campaign");

    /// <summary>Another sender on the number, past this hub.</summary>
    public static readonly Voice Other = new("other", Icons.Material.Rounded.DeviceUnknown, "Another sender");

    /// <summary>Nobody: something could not be read, and bots wait for a person.</summary>
    public static readonly Voice Review = new("review", Icons.Material.Rounded.ReportProblem, "Needs a look");

    /// <summary>All of them, in the order of a legend.</summary>
    public static readonly IReadOnlyList<Voice> All = [Customer, Phone, Bot, Agent, Notifier, Campaign, Other];

    /// <summary>Who said a message.</summary>
    public static Voice Of(MessageView message) => (message.Origin, message.Lane) switch
    {
        ("customer", _) => Customer,
        ("app", _) => Phone,
        ("api", "human") => Agent,
        ("api", "notification") => Notifier,
        ("api", "campaign") => Campaign,
        ("api", _) => Bot,
        _ => Other,
    };

    /// <summary>Who holds a conversation: the phone, or an agent by name.</summary>
    public static Voice OfHolder(string by) => by switch
    {
        "phone" => Phone,
        "review" => Review,
        _ => Agent,
    };

    /// <summary>Who holds a conversation, as a line says it.</summary>
    public static string SpeaksWords(string by) => by switch
    {
        "phone" => "Phone speaks",
        "review" => "Needs a look",
        _ => $"{by} speaks",
    };

    /// <summary>The name above a bubble: the sender's own where there is one.</summary>
    public string NameOf(MessageView message, string customerName) => this switch
    {
        { IsCustomer: true } => customerName,
        _ when message.SentBy is { Length: > 0 } sender => sender,
        _ => Label,
    };
}
