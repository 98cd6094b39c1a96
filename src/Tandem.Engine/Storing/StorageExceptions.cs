namespace Tandem.Engine.Storing;

/// <summary>Nothing was kept and the caller may try again: disk full, queue full, database away.</summary>
public class JournalFullException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A write or a sync failed in a way that leaves the state of the disk unknown: stop, never retry.</summary>
public sealed class StorageBrokenException(string message, Exception? inner = null) : Exception(message, inner);
