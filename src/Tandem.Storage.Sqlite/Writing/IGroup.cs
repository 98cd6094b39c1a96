using Tandem.Storage.Sqlite.Raw;

namespace Tandem.Storage.Sqlite.Writing;

/// <summary>Something that waits to be written with others, and is told when that is durable.</summary>
internal interface IGroupItem
{
    /// <summary>About how much memory it holds while it waits.</summary>
    long Bytes { get; }

    /// <summary>It was not written.</summary>
    void Fail(Exception reason);
}

/// <summary>What a group consists of: how it is written, and what becomes true when it is.</summary>
internal interface IGroup<TItem>
    where TItem : IGroupItem
{
    /// <summary>Writes the items inside the open transaction of <paramref name="db"/>.</summary>
    void Write(Connection db, List<TItem> items);

    /// <summary>The transaction is durable: make it known to readers, then complete the items.</summary>
    void Publish(List<TItem> items);

    /// <summary>The transaction was rolled back: forget what <see cref="Write"/> took for granted.</summary>
    void Forget();
}
