namespace Tandem.Engine.Feeds;

/// <summary>When an endpoint that did not answer 200 is tried again.</summary>
public static class EndpointBackoff
{
    /// <summary>Seven days, as Meta's own webhooks: then the item is set aside and the order goes on.</summary>
    public static readonly TimeSpan GivesUpAfter = TimeSpan.FromDays(7);

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
    ];

    /// <summary>How long to wait after the n-th failure in a row; one hour from the seventh on.</summary>
    public static TimeSpan After(int failures) =>
        failures <= Steps.Length ? Steps[failures - 1] : TimeSpan.FromHours(1);
}
