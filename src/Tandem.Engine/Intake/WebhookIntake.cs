using System.Text;
using Tandem.CloudApi.Security;
using Tandem.CloudApi.Webhooks;
using Tandem.Engine.Journal;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Intake;

/// <summary>What became of a webhook: the hub maps it to an HTTP status and nothing else.</summary>
public enum IntakeOutcome
{
    /// <summary>It is durable: 200. Meta will not send it again.</summary>
    Stored,

    /// <summary>No app's secret signed these bytes: 401. Nothing was stored.</summary>
    BadSignature,

    /// <summary>More bytes than the hub takes: 413. Nothing was stored.</summary>
    TooLarge,

    /// <summary>It could not be made durable: 503. Meta sends it again.</summary>
    Unavailable,
}

/// <summary>
/// Takes webhooks in: signature over the raw bytes, then a scan of whom they concern, then the journal.
/// </summary>
/// <remarks>Nothing is parsed before the signature holds, and nothing is acknowledged before it is durable.</remarks>
public sealed class WebhookIntake(
    IJournal journal,
    RegistrationBook registry,
    ISecrets secrets,
    TimeProvider clock,
    int maxBodyBytes,
    Action<Owner> wake,
    IntakeGauge? gauge = null)
{
    /// <summary>4 MiB: Meta's ceiling is 3 MB (docs "Webhooks overview"), with room for what it may become.</summary>
    public const int DefaultMaxBodyBytes = 4 * 1024 * 1024;

    private readonly IntakeGauge _gauge = gauge ?? new IntakeGauge();
    private AppSecret[] _apps = [];

    /// <summary>The largest body taken, in bytes.</summary>
    public int MaxBodyBytes => maxBodyBytes;

    /// <summary>Reads the apps' secrets; call at start and whenever an app was registered.</summary>
    public async Task ReloadAppsAsync(CancellationToken ct)
    {
        var apps = await registry.AppsAsync(ct);
        Volatile.Write(
            ref _apps,
            [
                .. apps.Select(app =>
                    new AppSecret(app.AppId, Encoding.UTF8.GetBytes(secrets.Unprotect(app.ProtectedSecret)))),
            ]);
    }

    /// <summary>Takes one webhook.</summary>
    /// <param name="body">The raw bytes; kept as they are, and only if the task ends in <c>Stored</c>.</param>
    /// <param name="signature">The value of <see cref="WebhookSignature.HeaderName"/>.</param>
    /// <param name="ct">The caller left; the bytes may still become durable.</param>
    /// <exception cref="StorageBrokenException">The disk failed: the process must stop.</exception>
    public async ValueTask<IntakeOutcome> ReceiveAsync(
        ReadOnlyMemory<byte> body, string? signature, CancellationToken ct)
    {
        if (body.Length > maxBodyBytes)
            return IntakeOutcome.TooLarge;
        if (SignedBy(body.Span, signature) is not { } appId)
            return IntakeOutcome.BadSignature;

        var parts = PartsOf(body.Span);
        _gauge.Enter();
        try
        {
            await journal.AppendAsync(new ReceivedWebhook(clock.GetUtcNow(), appId, body, parts), ct);
        }
        catch (JournalFullException)
        {
            return IntakeOutcome.Unavailable;
        }
        finally
        {
            _gauge.Leave();
        }

        foreach (var part in parts)
            wake(part.Owner);
        return IntakeOutcome.Stored;
    }

    // The signature says that Meta wrote it: whatever we make of it, it is kept.
    private static IReadOnlyList<DeliveryPart> PartsOf(ReadOnlySpan<byte> body)
    {
        try
        {
            return Addressing.Deliveries(WebhookScan.Read(body));
        }
        catch (Exception)
        {
            return [new DeliveryPart(Owner.Unreadable, Lane.Live, Items: 1)];
        }
    }

    // Every secret is tried, also after one fits: how long it takes says nothing about which.
    private string? SignedBy(ReadOnlySpan<byte> body, string? signature)
    {
        string? found = null;
        foreach (var app in Volatile.Read(ref _apps))
        {
            if (WebhookSignature.IsValid(body, signature, app.Secret))
                found = app.AppId;
        }

        return found;
    }

    private sealed record AppSecret(string AppId, byte[] Secret);
}
