using Tandem.Engine.Reading;

namespace Tandem.Hub.Api;

/// <summary>The part of a list that an address asks for.</summary>
/// <param name="Limit">At most this many; 50 when left out, 500 at most.</param>
/// <param name="After">What follows this cursor.</param>
/// <param name="Before">What comes ahead of this cursor.</param>
/// <param name="Order">Of messages: <c>oldest_first</c> (default) or <c>newest_first</c>.</param>
internal readonly record struct PageQuery(int? Limit, string? After, string? Before, string? Order)
{
    /// <summary>As readers take it.</summary>
    public PageAsk ToAsk() => new(Limit ?? PageAsk.UsualElements, After, Before, Order == "newest_first");
}
