using System.Text.RegularExpressions;

namespace Tandem.Emulator.Tests;

/// <summary>Where the page's files are.</summary>
internal static partial class Page
{
    /// <summary>The path of a file, from the folder that the page itself names.</summary>
    public static async Task<string> PathOfAsync(HttpClient http, string name) =>
        Folder().Match(await http.GetStringAsync("/", TestContext.Current.CancellationToken)).Value + "/" + name;

    [GeneratedRegex("/_page/[0-9a-f]+")]
    private static partial Regex Folder();
}
