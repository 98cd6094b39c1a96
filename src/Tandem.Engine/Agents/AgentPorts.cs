using Tandem.Engine.Feeds;
using Tandem.Engine.Journal;
using Tandem.Engine.Media;
using Tandem.Engine.Registry;
using Tandem.Engine.Sending;
using Tandem.Engine.Storing;
using Tandem.Engine.Wire;

namespace Tandem.Engine.Agents;

/// <summary>What agents need of the world.</summary>
/// <param name="Storage">Journal and book.</param>
/// <param name="Registry">Numbers, apps, keys, endpoints.</param>
/// <param name="Graph">The wire to Graph.</param>
/// <param name="Endpoints">The wire to outgoing webhooks.</param>
/// <param name="MediaFiles">Brings and keeps the bytes of media.</param>
/// <param name="MediaGate">How many fetch media at a time.</param>
/// <param name="Secrets">Opens stored tokens.</param>
/// <param name="Clock">The time.</param>
/// <param name="Feed">Pulsed when the feed grew.</param>
/// <param name="PublicBaseUrl">How callers reach this hub: media addresses in forwarded webhooks begin with it.</param>
/// <param name="Watch">Who waits for a send in this process.</param>
/// <param name="Installation">Names this hub in marks.</param>
/// <param name="Process">Names this process: waiters of another are gone.</param>
/// <param name="Wake">Asks the host for a turn of an owner; only a hint.</param>
public sealed record AgentPorts(
    IStorage Storage,
    RegistrationBook Registry,
    IGraphWire Graph,
    IEndpointWire Endpoints,
    IMediaFiles MediaFiles,
    MediaGate MediaGate,
    ISecrets Secrets,
    TimeProvider Clock,
    FeedSignal Feed,
    string PublicBaseUrl,
    SendWatch Watch,
    string Installation,
    string Process,
    Action<Owner> Wake)
{
    /// <summary>Raw webhooks.</summary>
    public IJournal Journal => Storage.Journal;

    /// <summary>Everything else.</summary>
    public IBook Book => Storage.Book;

    /// <summary>The way to Graph for calls of a number, with its token opened.</summary>
    public GraphRoute RouteOf(NumberRegistration number) =>
        new(number.GraphBaseUrl, Secrets.Unprotect(number.ProtectedToken));
}
