using System.Runtime.CompilerServices;
using Tandem.Domain.Deciding;
using Tandem.Domain.Link;
using Tandem.Engine.Agents;

namespace Tandem.Engine.Tests.Agents;

/// <summary>What was posted and has ended is kept by nobody, though the token it hung on lives on.</summary>
public sealed class PostedTests
{
    private static readonly Decision Decided = new(Outcome.Applied, null, null, [], [], [], Settled: 0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_has_ended_hangs_on_no_token(bool hasFailed)
    {
        using var process = new CancellationTokenSource();

        var ended = End(hasFailed, process.Token);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(ended.IsAlive);
        process.Cancel();
    }

    [Fact]
    public void What_was_given_up_is_not_taken()
    {
        using var caller = new CancellationTokenSource();
        var posted = new Posted(new Input.LinkAsked(LinkInquiry.Person), isAnswer: false);
        posted.GiveUpWith(caller.Token);
        caller.Cancel();

        Assert.True(posted.IsGivenUp);
        Assert.False(posted.Complete(Decided));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference End(bool hasFailed, CancellationToken token)
    {
        var posted = new Posted(new Input.LinkAsked(LinkInquiry.Person), isAnswer: false);
        posted.GiveUpWith(token);
        if (hasFailed)
            posted.Fail(new InvalidOperationException());
        else
            posted.Complete(Decided);
        _ = posted.Decided.Exception; // observed
        return new WeakReference(posted);
    }
}
