using System.Runtime.InteropServices;

namespace Tandem.Storage.Sqlite.Tests;

/// <summary>Puts another device beneath a file this process holds open, and the file back again.</summary>
/// <remarks>
/// Real errors from the kernel without privileges: writes to <c>/dev/full</c> fail as on a full disk, writes to a
/// descriptor opened for reading fail like a broken one. Linux only.
/// </remarks>
internal sealed partial class FaultyFile : IDisposable
{
    private const int ReadOnly = 0;
    private const int ReadWrite = 2;

    private readonly List<(int Descriptor, int Kept)> _replaced = [];

    private FaultyFile(string path, string device, int mode)
    {
        var stand = Open(device, mode);
        foreach (var descriptor in DescriptorsOf(path))
        {
            _replaced.Add((descriptor, Duplicate(descriptor)));
            Assert.Equal(descriptor, DuplicateTo(stand, descriptor));
        }

        Assert.Equal(0, Close(stand));
        Assert.NotEmpty(_replaced);
    }

    public static FaultyFile Full(string path) => new(path, "/dev/full", ReadWrite);

    public static FaultyFile Broken(string path) => new(path, "/dev/null", ReadOnly);

    public void Dispose()
    {
        foreach (var (descriptor, kept) in _replaced)
        {
            Assert.Equal(descriptor, DuplicateTo(kept, descriptor));
            Assert.Equal(0, Close(kept));
        }
    }

    private static List<int> DescriptorsOf(string path) =>
    [
        .. new DirectoryInfo("/proc/self/fd").GetFiles()
            .Where(link => link.LinkTarget == path)
            .Select(link => int.Parse(link.Name, System.Globalization.CultureInfo.InvariantCulture)),
    ];

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int mode);

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int DuplicateTo(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
