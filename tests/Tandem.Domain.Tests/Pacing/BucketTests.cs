using CsCheck;
using Tandem.Domain.Pacing;
using Tandem.Domain.Tests.Driving;

namespace Tandem.Domain.Tests.Pacing;

/// <summary>A bucket never gives more than it holds and refills.</summary>
public sealed class BucketTests
{
    private static readonly Bucket Twenty = new(20, TimeSpan.FromMilliseconds(50));

    [Fact]
    public void In_no_span_of_time_goes_more_than_it_holds_and_refills_in_that_span() =>
        Gen.Int[0, 400].Array[1, 300].Sample(pauses =>
        {
            DateTimeOffset? full = null;
            var now = Desk.Start;
            var taken = new List<DateTimeOffset>();
            foreach (var pause in pauses)
            {
                now = Twenty.OpenAt(full, now.AddMilliseconds(pause % 7 == 0 ? pause : 0), leaves: 0);
                full = Twenty.Take(full, now);
                taken.Add(now);
            }

            for (var first = 0; first < taken.Count; first++)
            {
                for (var last = first; last < taken.Count; last++)
                    Assert.True(last - first + 1 <= 20 + ((taken[last] - taken[first]) / Twenty.Every));
            }
        });

    [Fact]
    public void What_a_lane_leaves_stays_for_others()
    {
        DateTimeOffset? full = null;
        for (var i = 0; i < 14; i++)
            full = Twenty.Take(full, Desk.Start);

        Assert.Equal(Desk.Start.AddMilliseconds(50), Twenty.OpenAt(full, Desk.Start, leaves: 6));
        Assert.Equal(Desk.Start, Twenty.OpenAt(full, Desk.Start, leaves: 5));
        Assert.Equal(6, Twenty.Left(full, Desk.Start));
    }

    [Fact]
    public void What_nobody_can_refuse_overdraws_it_by_one_filling_at_most()
    {
        DateTimeOffset? full = null;
        for (var i = 0; i < 500; i++)
            full = Twenty.Take(full, Desk.Start);

        Assert.Equal(0, Twenty.Left(full, Desk.Start));
        Assert.Equal(Desk.Start.AddMilliseconds(1050), Twenty.OpenAt(full, Desk.Start, leaves: 0));
    }

    [Fact]
    public void A_clock_that_was_set_back_closes_it_for_no_longer_than_it_can_owe()
    {
        var full = Twenty.Take(null, Desk.Start);

        var open = Twenty.OpenAt(full, Desk.Start.AddHours(-1), leaves: 0);

        Assert.Equal(Desk.Start.AddHours(-1).AddMilliseconds(1050), open);
    }
}
