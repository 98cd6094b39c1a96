using System.Xml.Linq;

namespace Tandem.Architecture.Tests;

/// <summary>What is built and from which packages is written in the repository, in one place each.</summary>
public sealed class PackagesTests
{
    private static readonly SourceFile[] Projects =
    [
        .. Repository.Files("src", ".csproj"), .. Repository.Files("tests", ".csproj"),
        .. Repository.Files("samples", ".csproj"), .. Repository.Files("bench", ".csproj"),
    ];

    [Fact]
    public void Every_project_has_its_lock_file() =>
        Found.Nothing(
            from project in Projects
            where !File.Exists(Path.Combine(Path.GetDirectoryName(project.Path)!, "packages.lock.json"))
            select project.Relative);

    [Fact]
    public void Every_project_is_part_of_the_solution() =>
        Found.Nothing(Projects.Select(project => project.Relative).Except(
            XDocument.Load(Path.Combine(Repository.Root, "Tandem.slnx")).Descendants("Project")
                .Select(project => project.Attribute("Path")!.Value)));

    [Fact]
    public void Package_versions_are_written_in_one_file() =>
        Found.Nothing(
            from project in Projects
            from package in XDocument.Load(project.Path).Descendants("PackageReference")
            where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
            select $"{project.Relative}: {package.Attribute("Include")?.Value}");

    [Fact]
    public void No_central_package_version_is_unused()
    {
        var used = Projects.Concat(Repository.Files("", ".props", ".targets"))
            .SelectMany(file => XDocument.Load(file.Path).Descendants("PackageReference"))
            .Select(package => package.Attribute("Include")?.Value ?? "");

        Found.Nothing(
            XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
                .Select(package => package.Attribute("Include")!.Value).Except(used));
    }

    [Fact]
    public void No_project_is_empty() =>
        Found.Nothing(
            from project in Projects
            where !Repository.Files(Path.GetDirectoryName(project.Relative)!, ".cs", ".razor").Any()
            select project.Relative);
}
