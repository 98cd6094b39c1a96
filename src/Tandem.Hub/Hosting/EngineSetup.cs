using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Engine.Agents;
using Tandem.Engine.Checks;
using Tandem.Engine.Doors;
using Tandem.Engine.Feeds;
using Tandem.Engine.Intake;
using Tandem.Engine.Media;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Sending;
using Tandem.Engine.Storing;
using Tandem.Engine.Watching;
using Tandem.Engine.Wire;
using Tandem.Hub.Access;
using Tandem.Hub.Media;
using Tandem.Hub.Options;
using Tandem.Hub.Wires;

namespace Tandem.Hub.Hosting;

/// <summary>The engine and its ports, as this host provides them.</summary>
internal static class EngineSetup
{
    /// <summary>Adds intake, agents, doors, readers and wires.</summary>
    public static void AddEngine(
        this IServiceCollection services, HubOptions options, IStorage storage, string installation, string process)
    {
        services.AddSingleton(storage);
        services.AddSingleton(storage.Book);
        services.AddSingleton(storage.Journal);
        services.AddSingleton(new RegistrationBook(storage.Book));
        services.AddSingleton<ISecrets, StoredSecrets>();
        services.AddSingleton<FeedSignal>();
        services.AddSingleton<SendWatch>();
        services.AddSingleton<Reader>();
        services.AddSingleton<IGraphWire, HttpGraphWire>();
        services.AddSingleton(new GuardedConnector(Dns.GetHostAddressesAsync, options.AllowPrivateEndpoints));
        services.AddSingleton<HttpEndpointWire>();
        services.AddSingleton<IEndpointWire>(provider => provider.GetRequiredService<HttpEndpointWire>());
        services.AddSingleton<HubMediaFiles>();
        services.AddSingleton<IMediaFiles>(provider => provider.GetRequiredService<HubMediaFiles>());
        services.AddSingleton<MediaHouse>();
        services.AddHostedService<MediaKeeper>();
        services.AddSingleton(provider => NewPorts(provider, options, installation, process));
        services.AddSingleton<IAgentMaker, AgentMaker>();
        services.AddSingleton<IntakeGauge>();
        services.AddSingleton<GivingWay>();
        services.AddSingleton<StorageWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<StorageWatch>());
        services.AddSingleton<AgentHost>();
        services.AddHostedService(provider => provider.GetRequiredService<AgentHost>());
        services.AddSingleton<AlarmBook>();
        services.AddSingleton(provider => new LedgerWatch(
            storage.Journal,
            provider.GetRequiredService<RegistrationBook>(),
            provider.GetRequiredService<Reader>().Numbers,
            provider.GetRequiredService<AlarmBook>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<LedgerGuard>();
        services.AddSingleton<FirstQuestions>();
        services.AddHostedService(provider => provider.GetRequiredService<FirstQuestions>());
        services.AddSingleton<INumberDoor>(provider => new LocalDoor(
            owner => provider.GetRequiredService<AgentHost>().AgentOf(owner),
            provider.GetRequiredService<AgentPorts>()));
        services.AddSingleton(provider => new AutomaticTexts(
            storage.Book,
            provider.GetRequiredService<RegistrationBook>(),
            provider.GetRequiredService<INumberDoor>()));
        services.AddSingleton(provider => new Engine.Sending.DropIn(
            provider.GetRequiredService<INumberDoor>(), provider.GetRequiredService<TimeProvider>(), process));
        services.AddSingleton<ReadMarks>();
        services.AddSingleton<CheckDesk>();
        services.AddSingleton(provider => new WebhookIntake(
            storage.Journal,
            provider.GetRequiredService<RegistrationBook>(),
            provider.GetRequiredService<ISecrets>(),
            provider.GetRequiredService<TimeProvider>(),
            options.MaxWebhookBytes,
            provider.GetRequiredService<AgentHost>().Wake,
            provider.GetRequiredService<IntakeGauge>()));
    }

    private static AgentPorts NewPorts(
        IServiceProvider provider, HubOptions options, string installation, string process) => new(
        provider.GetRequiredService<IStorage>(),
        provider.GetRequiredService<RegistrationBook>(),
        provider.GetRequiredService<IGraphWire>(),
        provider.GetRequiredService<IEndpointWire>(),
        provider.GetRequiredService<IMediaFiles>(),
        new MediaGate(options.MediaFetches),
        provider.GetRequiredService<ISecrets>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<FeedSignal>(),
        options.PublicUrl ?? options.ListenUrl,
        provider.GetRequiredService<SendWatch>(),
        installation,
        process,
        owner => provider.GetRequiredService<AgentHost>().Wake(owner)); // agents and host know each other
}
