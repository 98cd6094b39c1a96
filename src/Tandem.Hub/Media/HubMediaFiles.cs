using System.Security.Cryptography;
using Tandem.Domain.Media;
using Tandem.Engine.Media;
using Tandem.Engine.Wire;
using Tandem.Hub.Options;
using Tandem.Hub.Wires;

namespace Tandem.Hub.Media;

/// <summary>Media in the data folder, and the way there: streamed, bounded, hashed on the way.</summary>
internal sealed class HubMediaFiles : IMediaFiles, IDisposable
{
    /// <summary>How long the bytes may take in all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly HttpClient _http = new(HttpGraphWire.NewHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1, 1); // files come and go one at a time
    private readonly MediaFolder _folder;
    private readonly TimeProvider _clock;
    private readonly long _mostBytes;

    public HubMediaFiles(HubOptions options, TimeProvider clock)
    {
        _folder = new MediaFolder(options.DataFolder);
        _clock = clock;
        _mostBytes = options.MaxMediaBytes;
    }

    /// <summary>Opens a file to be read; null if there is none.</summary>
    public FileStream? Open(string sha256) => _folder.Open(sha256);

    /// <inheritdoc/>
    public async Task<MediaBrought> BringAsync(
        GraphRoute route, string address, IReadOnlyList<string> hashes, CancellationToken ct)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !MediaHosts.IsTrusted(url, route))
            return MediaBrought.Of(MediaFault.AddressRefused);

        using var timeout = new CancellationTokenSource(Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Authorization = new("Bearer", route.Token);
            request.Headers.UserAgent.ParseAdd("Tandem/1");
            using var answer = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return FaultOf((int)answer.StatusCode) is { } fault
                ? MediaBrought.Of(fault)
                : await KeepAsync(answer.Content, hashes, either.Token);
        }
        catch (HttpRequestException)
        {
            return MediaBrought.Of(MediaFault.NoAnswer);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return MediaBrought.Of(MediaFault.Cut);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return MediaBrought.Of(MediaFault.DiskFull);
        }
    }

    /// <inheritdoc/>
    public async Task<MediaFile?> HoldAsync(string sha256, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (await _folder.DescribeAsync(sha256, ct) is not { } file)
                return null;

            Hold(sha256);
            return file;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Release(string sha256)
    {
        lock (_held)
        {
            if (--_held[sha256] == 0)
                _held.Remove(sha256);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync(string sha256, Func<Task<bool>> isNeeded, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            return !IsHeld(sha256) && !await isNeeded() && _folder.Remove(sha256);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string> KeptBefore(DateTimeOffset time) => _folder.WrittenBefore(time);

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
    }

    private async Task<MediaBrought> KeepAsync(
        HttpContent content, IReadOnlyList<string> hashes, CancellationToken ct)
    {
        if (content.Headers.ContentLength > _mostBytes)
            return MediaBrought.Of(MediaFault.TooLarge);

        var temporary = _folder.NewTemporary();
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            if (await CopyAsync(content, temporary, hash, ct) is { } fault)
                return MediaBrought.Of(fault);

            var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            if (hashes.Any(expected => expected != sha256))
                return MediaBrought.Of(MediaFault.HashMismatch);

            await _gate.WaitAsync(ct);
            try
            {
                _folder.Keep(temporary, sha256);
                var file = (await _folder.DescribeAsync(sha256, ct))!;
                Hold(sha256);
                return MediaBrought.Of(file);
            }
            finally
            {
                _gate.Release();
            }
        }
        finally
        {
            await temporary.DisposeAsync();
            File.Delete(temporary.Name); // moved by now, or of no use
        }
    }

    private async Task<MediaFault?> CopyAsync(
        HttpContent content, FileStream file, IncrementalHash hash, CancellationToken ct)
    {
        await using var bytes = await content.ReadAsStreamAsync(ct);
        var buffer = new byte[64 * 1024];
        for (var total = 0L; ;)
        {
            int count;
            try
            {
                count = await bytes.ReadAsync(buffer, ct);
            }
            catch (Exception broken) when (broken is IOException or HttpRequestException)
            {
                return MediaFault.Cut; // of the wire; what the disk throws below is the disk's
            }

            if (count == 0)
                return null;

            total += count;
            if (total > _mostBytes)
                return MediaFault.TooLarge;

            hash.AppendData(buffer, 0, count);
            await file.WriteAsync(buffer.AsMemory(0, count), ct);
        }
    }

    private static MediaFault? FaultOf(int status) => status switch
    {
        >= 200 and <= 299 => null,
        404 or 410 => MediaFault.AddressExpired,
        401 or 403 => MediaFault.NoPermission,
        429 => MediaFault.Throttled,
        _ => MediaFault.NoAnswer,
    };

    private void Hold(string sha256)
    {
        lock (_held)
            _held[sha256] = _held.GetValueOrDefault(sha256) + 1;
    }

    private bool IsHeld(string sha256)
    {
        lock (_held)
            return _held.ContainsKey(sha256);
    }
}
