using System.Reflection;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Tests.Running;

/// <summary>A storage whose reader hangs up with the first read, and which minds that, as real ones do.</summary>
internal sealed class CutLine(IStorage inner, CancellationTokenSource line) : IStorage
{
    public IJournal Journal => inner.Journal;

    public IBook Book { get; } = MindfulBook.Of(inner.Book, line);

    public Task<StorageBrokenException> Broken => inner.Broken;

    public Task OpenAsync(CancellationToken ct) => inner.OpenAsync(ct);

    public Task<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken ct) => inner.DescribeAsync(ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <summary>Hangs up, then asks as it was asked.</summary>
    public class MindfulBook : DispatchProxy
    {
        private IBook _inner = null!;
        private CancellationTokenSource _line = null!;

        public static IBook Of(IBook inner, CancellationTokenSource line)
        {
            var book = Create<IBook, MindfulBook>();
            var mindful = (MindfulBook)(object)book;
            (mindful._inner, mindful._line) = (inner, line);
            return book;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            _line.Cancel();
            foreach (var token in args!.OfType<CancellationToken>())
                token.ThrowIfCancellationRequested();
            return targetMethod!.Invoke(_inner, args);
        }
    }
}
