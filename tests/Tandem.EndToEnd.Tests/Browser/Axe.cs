using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>Asks axe-core what keeps people from using a page. No rule is left out.</summary>
internal static class Axe
{
    private const string Ask =
        """
        async onlyColours => {
          const rules = onlyColours ? { runOnly: ["color-contrast"] } : {};
          const found = await axe.run(document, { resultTypes: ["violations"], ...rules });
          return found.violations.filter(broken => ["serious", "critical"].includes(broken.impact)).map(broken =>
            `${broken.id}: ${broken.help}: ${broken.nodes.slice(0, 3).map(node => node.html).join(" | ")}`);
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is serious or critical.</summary>
    /// <param name="page">The page as it stands.</param>
    /// <param name="onlyColours">For a second look in another theme, which differs in nothing else.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page, bool onlyColours)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Ask, onlyColours);
    }
}
