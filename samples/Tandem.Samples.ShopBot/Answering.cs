using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tandem.Samples.ShopBot;

/// <summary>
/// The queues between the webhook, which must be acknowledged at once, and the calls that answer it. A customer's
/// messages all go through the same queue, so the answers come in the order of the questions.
/// </summary>
internal sealed partial class Answering(CloudApi api, ShopBotOptions options, ILogger<Answering> log)
    : BackgroundService
{
    private const int Queues = 8;

    /// <summary>A full queue drops its oldest question: it has waited too long for a bot's answer.</summary>
    private const int LongestQueue = 1_000;

    private const int Attempts = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);

    private readonly Seen _seen = new(capacity: 50_000);

    private readonly Channel<Incoming>[] _queues =
    [
        .. Enumerable.Range(0, Queues).Select(_ => Channel.CreateBounded<Incoming>(
            new BoundedChannelOptions(LongestQueue) { FullMode = BoundedChannelFullMode.DropOldest })),
    ];

    /// <summary>Queues the customers' texts of a webhook: no statuses, no echoes of the phone, no history.</summary>
    public void Take(Webhook? webhook)
    {
        var changes = webhook?.Entry?.SelectMany(entry => entry.Changes ?? []) ?? [];
        foreach (var change in changes)
        {
            if (change.Field != "messages" || change.Value?.Metadata?.PhoneNumberId != options.PhoneNumberId)
                continue;

            foreach (var message in change.Value.Messages ?? [])
            {
                var isText = message is { Type: "text", Id: not null, Text.Body: not null };
                if (isText && (message.From ?? message.FromUserId) is { } customer && _seen.IsNew(message.Id!))
                    QueueOf(customer).Writer.TryWrite(message);
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_queues.Select(queue => WorkOffAsync(queue.Reader, stoppingToken)));

    private Channel<Incoming> QueueOf(string customer) =>
        _queues[(uint)customer.GetHashCode(StringComparison.Ordinal) % Queues];

    private async Task WorkOffAsync(ChannelReader<Incoming> queue, CancellationToken stoppingToken)
    {
        await foreach (var message in queue.ReadAllAsync(stoppingToken))
        {
            try
            {
                await AnswerAsync(message, stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // One message that cannot be answered must not silence the bot for all others.
                Failed(message.Id!, problem.GetType().Name);
            }
        }
    }

    private async Task AnswerAsync(Incoming message, CancellationToken ct)
    {
        // Read mark and typing are a courtesy: whether they arrive changes nothing.
        await api.MarkReadAsync(message.Id!, ct);

        var answer = new Outgoing(
            message.From,
            message.From is null ? message.FromUserId : null,
            new Text(Shop.Answer(message.Text!.Body!)),
            new ReplyTo(message.Id!));

        for (var attempt = 1; ; attempt++)
        {
            // A hub keeps what came of a key, refusals too: an attempt after a refusal is a new one.
            var outcome = await api.SendAsync(answer, $"answer-{message.Id}-{attempt}", ct);
            switch (outcome.Kind)
            {
                case OutcomeKind.Done:
                    Answered(message.Id!);
                    return;
                case OutcomeKind.NothingSent when attempt < Attempts:
                    await Task.Delay(FirstPause * Math.Pow(2, attempt - 1), options.Clock, ct);
                    continue;
                case OutcomeKind.Unknown:
                    Uncertain(message.Id!, outcome.Reason);
                    return;
                default:
                    Refused(message.Id!, outcome.Reason);
                    return;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "answered {Wamid}")]
    private partial void Answered(string wamid);

    [LoggerMessage(2, LogLevel.Warning, "not answered, and not tried again: {Wamid}: {Reason}")]
    private partial void Refused(string wamid, string reason);

    [LoggerMessage(3, LogLevel.Warning, "perhaps answered, so not tried again: {Wamid}: {Reason}")]
    private partial void Uncertain(string wamid, string reason);

    [LoggerMessage(4, LogLevel.Error, "could not answer {Wamid}: {Problem}")]
    private partial void Failed(string wamid, string problem);
}
