namespace Tandem.Emulator;

/// <summary>A file that somebody sends.</summary>
/// <param name="Kind">The Cloud API's word: <c>image</c>, <c>video</c>, <c>audio</c>, <c>document</c> or
/// <c>sticker</c>.</param>
/// <param name="Bytes">What is in it.</param>
/// <param name="MimeType">Of what kind they are.</param>
/// <param name="Name">Its name; null: none.</param>
/// <param name="Caption">What is written under it; null: nothing.</param>
public sealed record EmulatedFile(
    string Kind, ReadOnlyMemory<byte> Bytes, string MimeType, string? Name = null, string? Caption = null);
