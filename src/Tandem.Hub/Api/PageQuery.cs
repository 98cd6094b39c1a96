using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Tandem.Engine.Reading;

namespace Tandem.Hub.Api;

/// <summary>The part of a list that an address asks for.</summary>
/// <param name="Limit">At most this many; 50 when left out, 500 at most.</param>
/// <param name="After">What follows this cursor.</param>
/// <param name="Before">What comes ahead of this cursor.</param>
/// <param name="Order">Of messages: <c>oldest_first</c> (default) or <c>newest_first</c>.</param>
internal readonly record struct PageQuery(
    [FromQuery(Name = "limit")] string? Limit,
    [FromQuery(Name = "after")] string? After,
    [FromQuery(Name = "before")] string? Before,
    [FromQuery(Name = "order")] string? Order)
{
    /// <summary>As readers take it.</summary>
    /// <exception cref="PageUnusableException">A member has a value that it cannot have.</exception>
    public PageAsk ToAsk() => new(ReadLimit(), After, Before, IsNewestFirst());

    private int ReadLimit() =>
        Limit is null ? PageAsk.UsualElements
        : int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= PageAsk.MostElements ? limit
        : throw new PageUnusableException(
            $"limit: must be a whole number from 1 to {PageAsk.MostElements}; leave it out for "
            + $"{PageAsk.UsualElements}, and follow paging.next for more.");

    private bool IsNewestFirst() => Order switch
    {
        null or "oldest_first" => false,
        "newest_first" => true,
        _ => throw new PageUnusableException(
            "order: must be oldest_first or newest_first; leave it out for oldest_first."),
    };
}

/// <summary>A part of a list was asked for that cannot be; the message names member, rule and remedy.</summary>
internal sealed class PageUnusableException(string message) : Exception(message);
