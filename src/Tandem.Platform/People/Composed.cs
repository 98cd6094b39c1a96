namespace Tandem.Platform.People;

/// <summary>A message that was written on a device and may still wait there for a connection.</summary>
/// <param name="Message">The message.</param>
/// <param name="Said">What it says.</param>
/// <param name="IsFirst">Whether it was the first of its chat when it was written.</param>
internal sealed record Composed(Message Message, Said Said, bool IsFirst = false);
