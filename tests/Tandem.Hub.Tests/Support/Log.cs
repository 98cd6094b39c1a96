using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Tandem.Hub.Tests.Support;

/// <summary>Keeps everything that is logged, at every level.</summary>
internal sealed class Log : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IEnumerable<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel level, EventId id, TState state, Exception? failure, Func<TState, Exception?, string> format) =>
            lines.Enqueue($"{level} {category} {format(state, failure)} {failure}");
    }
}
