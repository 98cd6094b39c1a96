namespace Tandem.Engine.Storing;

/// <summary>The kinds of rows in the book. Stored; a name never changes its meaning.</summary>
public static class RowKinds
{
    /// <summary>A business number. Key: phone number id. Parent: <c>numbers</c>. Sort: short number.</summary>
    public const string Number = "number";

    /// <summary>An app of Meta's and its secret. Key: app id. Parent: <c>apps</c>.</summary>
    public const string App = "app";

    /// <summary>A conversation. Key: its id. Parent: phone number id. Sort: last message, Unix ms.</summary>
    public const string Conversation = "conversation";

    /// <summary>A message or an event about one. Key: its id. Parent: conversation, or see
    /// <see cref="Rows.Listings.OffTimeline"/>. Sort: second, position.</summary>
    public const string Message = "message";

    /// <summary>wamid to message id. Key: <c>{short number}/{wamid}</c>.</summary>
    public const string Wamid = "wamid";

    /// <summary>A peer's key to conversation id. Key: <c>{short}/wa:{digits}</c> or <c>…/user:{bsuid}</c>.</summary>
    public const string Peer = "peer";

    /// <summary>A name of the phone's address book. Key: as of <see cref="Peer"/>.</summary>
    public const string Contact = "contact";

    /// <summary>What was decided about somebody's privacy. Key: as of <see cref="Peer"/>. Parent: see
    /// <see cref="Rows.Listings"/>. Sort: when, Unix ms.</summary>
    public const string PrivateMark = "private_mark";

    /// <summary>A send. Key: outbox id. Parent: see <see cref="Rows.Listings"/>. Sort: position.</summary>
    public const string Outbox = "outbox";

    /// <summary>What a number knows about itself. Key: phone number id.</summary>
    public const string NumberState = "number_state";

    /// <summary>An idempotency key's send. Key: <c>{short number}/{sender}/{key}</c>.</summary>
    public const string Idempotency = "idempotency";

    /// <summary>What an account passed on to a number. Key: <c>{account}/{position}/{number}</c>.</summary>
    /// <remarks>Parent: the number's owner.</remarks>
    public const string Inbox = "inbox";

    /// <summary>A due time. Key: <c>{short number}/{name}</c>. Parent: owner. Sort: due, Unix ms.</summary>
    public const string Timer = "timer";

    /// <summary>Something missing. Key: its id. Sort: opened, Unix ms.</summary>
    /// <remarks>Parent: see <see cref="Rows.Listings"/>.</remarks>
    public const string Gap = "gap";

    /// <summary>How late events of a leg come. Key: <c>{short number}/{leg}</c>.</summary>
    public const string Lag = "lag";

    /// <summary>The latest bursts of late messages. Key: <c>{short number}/latest</c>.</summary>
    public const string Bursts = "bursts";

    /// <summary>When a number is usually spoken to. Key: <c>{short number}/week</c>.</summary>
    public const string Rhythm = "rhythm";

    /// <summary>What a number has spent of its throughput. Key: <c>{short number}/number</c>.</summary>
    public const string Pace = "pace";

    /// <summary>Two messages said at the same time. Key: <c>{short number}/{program's}/{human's}</c>. Parent: see
    /// <see cref="Rows.Listings"/>. Sort: noticed, Unix ms.</summary>
    public const string Collision = "collision";

    /// <summary>A message that needs a media file. Key: <c>{short number}/{message id}</c>. Sort: kept, Unix ms.
    /// </summary>
    /// <remarks>Parent: see <see cref="Rows.Listings.MediaFile"/>.</remarks>
    public const string MediaUse = "media_use";

    /// <summary>Something to look at now. Key: <c>{code}/{owner}</c>. Sort: raised, Unix ms.</summary>
    public const string Alarm = "alarm";

    /// <summary>The owner's counters of applied, duplicate, waiting and set aside items. Key: owner.</summary>
    public const string Ledger = "ledger";

    /// <summary>An API key. Key: hash of the secret part. Parent: <c>keys</c>.</summary>
    public const string ApiKey = "api_key";

    /// <summary>An outgoing webhook endpoint. Key: its id. Parent: <c>endpoints</c>.</summary>
    public const string Endpoint = "endpoint";

    /// <summary>How far an endpoint has read the feed. Key: endpoint id.</summary>
    public const string EndpointState = "endpoint_state";

    /// <summary>Something an endpoint still has to be told. Parent: endpoint id. Sort: order of arrival.</summary>
    public const string Forward = "forward";

    /// <summary>A value of the installation: its name, counters. Key: the setting's name.</summary>
    public const string Setting = "setting";
}
