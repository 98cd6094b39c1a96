namespace Tandem.Hub.DropIn;

/// <summary>Marks an endpoint that speaks as Graph does: its tokens, its errors.</summary>
internal sealed class GraphPathMetadata
{
    /// <summary>There is nothing to say beside that it is one.</summary>
    public static readonly GraphPathMetadata Instance = new();
}
