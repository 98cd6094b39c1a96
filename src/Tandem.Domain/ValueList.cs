using System.Collections;

namespace Tandem.Domain;

/// <summary>A short immutable list that is equal to another when their elements are: what records need.</summary>
/// <remarks><c>default</c> is the empty list.</remarks>
public readonly struct ValueList<T>(params ReadOnlySpan<T> items) : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[]? _items = items.Length == 0 ? null : items.ToArray();

    /// <inheritdoc/>
    public int Count => _items?.Length ?? 0;

    /// <inheritdoc/>
    public T this[int index] => (_items ?? [])[index];

    /// <summary>This list with one more element at its end.</summary>
    public ValueList<T> With(T item) => new([.. this, item]);

    /// <summary>This list without the elements that match.</summary>
    public ValueList<T> Without(Func<T, bool> matches) => new([.. this.Where(item => !matches(item))]);

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other) => (_items ?? []).AsSpan().SequenceEqual(other._items ?? []);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <summary>The count: enough for a hash, and the same in every process.</summary>
    public override int GetHashCode() => Count;

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both hold equal elements in the same order.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);
}
