using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>What to change about a customer; what is left out stays.</summary>
internal sealed record CustomerBody(
    string? Name = null,
    string? Username = null,
    bool? ShowsNumber = null,
    bool? ReadsByItself = null,
    bool? Online = null,
    string? Companion = null,
    bool? OnWhatsapp = null)
{
    public CustomerSetup Setup() => new(Name, Username, ShowsNumber, ReadsByItself, Online, Companion, OnWhatsapp);
}

/// <summary>Which messages a customer wants.</summary>
internal sealed record PreferencesBody(bool Marketing);

/// <summary>A phone number to go to.</summary>
internal sealed record NumberChangeBody(string To);

/// <summary>What to change about the owner's phone; what is left out stays.</summary>
internal sealed record PhoneBody(
    bool? Online = null,
    double? Battery = null,
    bool? Charging = null,
    bool? AppOpen = null,
    string? AppVersion = null)
{
    public PhoneSetup Setup() => new()
    {
        Online = Online,
        Battery = Battery,
        Charging = Charging,
        AppOpen = AppOpen,
        AppVersion = AppVersion,
    };
}

/// <summary>A kind of companion to link.</summary>
internal sealed record CompanionBody(string Kind);

/// <summary>Whether a companion reaches the network.</summary>
internal sealed record ConnectionBody(bool Online);

/// <summary>What the app answers by itself; left out or null: nothing.</summary>
internal sealed record AutomationBody(string? Greeting = null, string? Away = null);

/// <summary>A feature of the app to use.</summary>
internal sealed record UseBody(string Feature);
