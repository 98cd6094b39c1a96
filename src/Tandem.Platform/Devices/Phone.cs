using Tandem.Platform.Link;
using Tandem.Platform.People;

namespace Tandem.Platform.Devices;

/// <summary>The owner's phone with its app, and the companions linked to it.</summary>
internal sealed class Phone(DateTimeOffset now)
{
    private double _charge = 100;
    private DateTimeOffset _chargedAt = now;

    public Device Primary { get; } = new(Device.PrimaryId, null, now);

    public List<Device> Companions { get; } = [];

    public bool Charging { get; private set; } = true;

    public bool AppOpen { get; set; } = true;

    public string AppVersion { get; set; } = "2.26.40";

    /// <summary>Since when nobody has used the app: no connection, or a shut app; null: it is in use.</summary>
    public DateTimeOffset? UnusedSince { get; set; }

    /// <summary>What the platform holds for the phone until it is reachable, oldest first.</summary>
    public Queue<Message> Inbox { get; } = new();

    /// <summary>Whether a backlog has closed the Cloud API until the inbox is empty (profile <c>field</c>).</summary>
    public bool Congested { get; set; }

    public string? Greeting { get; set; }

    public string? Away { get; set; }

    public int CompanionsLinked { get; set; }

    /// <summary>Whether its registration is under way: until it is done, nothing leaves and nothing arrives.</summary>
    public bool Registering { get; set; }

    /// <summary>Whether the number is registered with the consumer app.</summary>
    public bool HasConsumerApp { get; set; }

    /// <summary>The address book, by customer.</summary>
    public SortedDictionary<string, Contact> Contacts { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether an entry of the agenda looks after <see cref="UnusedSince"/>.</summary>
    public bool IsWatched { get; set; }

    /// <summary>Whether the owner has the app before him and it reaches the network.</summary>
    public bool IsInUse => Primary.Online && AppOpen;

    /// <summary>Whether a device can send and receive now.</summary>
    public bool Reaches(Device device) => device.Online && !Registering;

    /// <summary>The owner does something in an app that counts as unused: the time begins anew.</summary>
    public void NoteSign(DateTimeOffset now)
    {
        if (UnusedSince is not null)
            UnusedSince = now;
    }

    /// <summary>The owner holds a newly registered device in his hand, online and with the app open: whatever kept the
    /// old one away is over.</summary>
    public void Renew(DateTimeOffset now, PlatformOptions options)
    {
        Registering = false;
        Primary.Online = true;
        Primary.OfflineSince = null;
        AppOpen = true;
        UnusedSince = null;
        if (Battery(now, options) <= 0)
            SetBattery(now, options, 100, charging: true);
    }

    public Device? Find(string? id) => id is null or Device.PrimaryId
        ? Primary
        : Companions.Find(device => device.Id == id);

    /// <summary>Charge in percent.</summary>
    public double Battery(DateTimeOffset now, PlatformOptions options)
    {
        var hours = (now - _chargedAt).TotalHours;
        var change = Charging ? hours / options.BatteryChargesIn.TotalHours : -hours / options.BatteryLasts.TotalHours;
        return Math.Clamp(_charge + 100 * change, 0, 100);
    }

    public void SetBattery(DateTimeOffset now, PlatformOptions options, double? charge, bool? charging)
    {
        _charge = charge ?? Battery(now, options);
        _chargedAt = now;
        Charging = charging ?? Charging;
    }

    /// <summary>When the battery will be empty; null: it is being charged.</summary>
    public DateTimeOffset? EmptyAt(PlatformOptions options) =>
        Charging ? null : _chargedAt + options.BatteryLasts * (_charge / 100);
}
