namespace Tandem.Hub.Tests.Support;

/// <summary>The checkout that these tests run in.</summary>
internal static class Repository
{
    /// <summary>A path below its root.</summary>
    public static string PathTo(params string[] below)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Tandem.slnx")))
            root = root.Parent;
        return Path.Combine([root.FullName, .. below]);
    }
}
