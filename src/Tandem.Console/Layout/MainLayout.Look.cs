using MudBlazor;

namespace Tandem.Console.Layout;

/// <summary>
/// What MudBlazor is told of our look. Colours are in <c>tandem.css</c>, where light and dark switch at once.
/// </summary>
public sealed partial class MainLayout
{
    private static readonly string[] SystemFonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Helvetica Neue", "Arial", "sans-serif"];

    private static readonly MudTheme Look = new()
    {
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = ".9375rem", LineHeight = "1.45" },
            Button = new ButtonTypography { FontFamily = SystemFonts, TextTransform = "none", FontWeight = "600" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
    };
}
