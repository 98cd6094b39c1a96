using Microsoft.Playwright;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>What somebody looks at the console with.</summary>
/// <param name="Name">For names of pictures.</param>
/// <param name="Width">CSS pixels.</param>
/// <param name="Height">CSS pixels.</param>
/// <param name="IsTouched">Whether by finger: nothing can be hovered.</param>
public sealed record Form(string Name, int Width, int Height, bool IsTouched)
{
    /// <summary>A desk's screen.</summary>
    public static readonly Form Desk = new("1440", 1440, 900, IsTouched: false);

    /// <summary>A phone.</summary>
    public static readonly Form Phone = new("390", 390, 844, IsTouched: true);

    internal ViewportSize Viewport => new() { Width = Width, Height = Height };

    /// <summary>By its name.</summary>
    public static Form Of(string name) => name == Phone.Name ? Phone : Desk;
}
