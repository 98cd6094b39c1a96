using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Emulator.Page;

/// <summary>A file of the page.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="ContentType">Its type.</param>
internal sealed record PageFile(byte[] Bytes, string ContentType);

/// <summary>
/// The page's files, which travel inside the assembly. What the page loads lies in a folder named by a hash of all
/// files, so that a browser keeps it for ever and never mixes two editions.
/// </summary>
internal sealed class PageFiles
{
    /// <summary>No object of Graph begins with an underscore, so these addresses collide with none.</summary>
    public const string Folder = "/_page";

    private const string Prefix = "page/";
    private const string Chapters = "tour/";

    private readonly Dictionary<string, PageFile> _files = new(StringComparer.Ordinal);

    public PageFiles()
    {
        var resources = Read();
        Version = VersionOf(resources);
        Html = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(resources["page.html"]).Replace("{folder}", $"{Folder}/{Version}"));
        foreach (var (name, bytes) in resources)
        {
            if (name != "page.html" && !name.StartsWith(Chapters, StringComparison.Ordinal))
                _files.Add(name, new(bytes, TypeOf(name)));
        }

        _files.Add("tour.json", new(Tour(resources), TypeOf("tour.json")));
    }

    /// <summary>Changes with every change of a file.</summary>
    public string Version { get; }

    /// <summary>What stands at the root.</summary>
    public byte[] Html { get; }

    /// <summary>A file of this edition; null: there is none of this name.</summary>
    public PageFile? Find(string name) => _files.GetValueOrDefault(name);

    private static SortedDictionary<string, byte[]> Read()
    {
        var found = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            found.Add(name[Prefix.Length..], bytes);
        }

        return found;
    }

    /// <summary>All chapters as one list, in the order of the claims' numbers.</summary>
    private static byte[] Tour(SortedDictionary<string, byte[]> resources)
    {
        var chapters = resources
            .Where(resource => resource.Key.StartsWith(Chapters, StringComparison.Ordinal))
            .OrderBy(resource => resource.Key.Length).ThenBy(resource => resource.Key, StringComparer.Ordinal)
            .Select(resource => Encoding.UTF8.GetString(resource.Value).TrimEnd());
        return Encoding.UTF8.GetBytes("{\"chapters\":[" + string.Join(",\n", chapters) + "]}");
    }

    private static string VersionOf(SortedDictionary<string, byte[]> resources)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in resources)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".json" => "application/json; charset=utf-8",
        _ => throw new InvalidOperationException($"{name}: the page has no files of this kind."),
    };
}
