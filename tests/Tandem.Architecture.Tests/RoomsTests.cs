using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Tandem.Architecture.Tests;

/// <summary>
/// Holds the arrows between the rooms (docs/decisions/0002-the-house.md). A project file may name only the rooms
/// beside it here; what is compiled may use those and whatever they see themselves.
/// </summary>
public sealed class RoomsTests
{
    /// <summary>Each room and the rooms its project file may name. To change this map is a decision.</summary>
    private static readonly Dictionary<string, string[]> Map = new(StringComparer.Ordinal)
    {
        ["Tandem.CloudApi"] = [],
        ["Tandem.Domain"] = [],
        ["Tandem.Engine"] = ["Tandem.CloudApi", "Tandem.Domain"],
        ["Tandem.Storage.Sqlite"] = ["Tandem.Engine"],
        ["Tandem.Storage.PostgreSql"] = ["Tandem.Engine"],
        ["Tandem.Console"] = ["Tandem.Engine"],
        ["Tandem.Hub"] =
        [
            "Tandem.CloudApi", "Tandem.Domain", "Tandem.Engine", "Tandem.Storage.Sqlite", "Tandem.Storage.PostgreSql",
            "Tandem.Console",
        ],
        ["Tandem.Platform"] = ["Tandem.CloudApi"],
        ["Tandem.Emulator"] = ["Tandem.Platform"],
        ["Tandem.Drills"] = ["Tandem.Engine", "Tandem.Platform"],
        ["Tandem.Client"] = ["Tandem.CloudApi"],
        ["Tandem.Samples.ShopBot"] = [],
        ["Tandem.Cli"] = ["Tandem.Hub", "Tandem.Emulator", "Tandem.Drills", "Tandem.Samples.ShopBot"],
    };

    /// <summary>What a room's compiled code must not touch, with the reason in the test's name.</summary>
    private static readonly string[] World =
    [
        "Microsoft.AspNetCore", "Microsoft.Data.", "Npgsql", "System.Console", "System.Diagnostics.Process",
        "System.IO.FileSystem", "System.Net.Http", "System.Net.Sockets", "System.Net.Requests",
        "System.Threading.Thread",
    ];

    public static TheoryData<string> Rooms => [.. Map.Keys.Where(Exists)];

    [Fact]
    public void Every_room_is_on_the_map() =>
        Found.Nothing(Repository.Files("src", ".csproj").Select(Name).Except(Map.Keys));

    [Theory, MemberData(nameof(Rooms))]
    public void A_project_names_only_the_rooms_the_map_allows(string room) =>
        Found.Nothing(NamedRooms(room).Except(Map[room]));

    [Theory, MemberData(nameof(Rooms))]
    public void Compiled_code_uses_only_what_the_map_lets_it_see(string room) =>
        Found.Nothing(CompiledReferences(room).Where(IsOurs).Except(Seen(room)));

    [Fact]
    public void The_domain_sees_nothing_but_the_runtime()
    {
        Found.Nothing(
            CompiledReferences("Tandem.Domain").Where(name => !name.StartsWith("System.", StringComparison.Ordinal)));
        Found.Nothing(Elements("Tandem.Domain", "PackageReference"));
    }

    [Theory]
    [InlineData("Tandem.CloudApi")]
    [InlineData("Tandem.Domain")]
    [InlineData("Tandem.Engine")]
    [InlineData("Tandem.Platform")]
    public void What_a_drill_runs_touches_no_network_file_or_thread(string room) =>
        Found.Nothing(
            from name in CompiledReferences(room)
            where World.Any(part => name.StartsWith(part, StringComparison.Ordinal))
            select name);

    [Fact]
    public void The_console_reaches_the_world_only_through_the_engine() =>
        Assert.DoesNotContain(CompiledReferences("Tandem.Console"), name => name is "System.Net.Http" or "Npgsql"
            || name.StartsWith("Microsoft.Data.", StringComparison.Ordinal));

    [Fact]
    public void Every_room_has_its_tests() =>
        Found.Nothing(
            from room in Map.Keys.Where(Exists)
            where room is not ("Tandem.Cli" or "Tandem.Samples.ShopBot") // Both are tested from outside, in EndToEnd.
            where !File.Exists(Path.Combine(Repository.Root, "tests", $"{room}.Tests", $"{room}.Tests.csproj"))
            select room);

    private static bool Exists(string room) => ProjectFile(room) is not null;

    private static SourceFile? ProjectFile(string room) =>
        Repository.Files("src", ".csproj").Concat(Repository.Files("samples", ".csproj"))
            .FirstOrDefault(file => Name(file) == room);

    private static string Name(SourceFile project) => Path.GetFileNameWithoutExtension(project.Relative);

    private static IEnumerable<string> NamedRooms(string room) =>
        Elements(room, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include));

    private static IEnumerable<string> Elements(string room, string element) =>
        XDocument.Load(ProjectFile(room)!.Path).Descendants(element).Attributes("Include").Select(name => name.Value);

    private static HashSet<string> Seen(string room) => [.. Map[room], .. Map[room].SelectMany(Seen)];

    private static bool IsOurs(string assembly) => assembly.StartsWith("Tandem.", StringComparison.Ordinal);

    private static string[] CompiledReferences(string room)
    {
        // The program's assembly is named after what one types.
        var assembly = room == "Tandem.Cli" ? "tandem" : room;
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"));
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();

        return
        [
            .. from handle in metadata.AssemblyReferences
               select metadata.GetString(metadata.GetAssemblyReference(handle).Name),
        ];
    }
}
