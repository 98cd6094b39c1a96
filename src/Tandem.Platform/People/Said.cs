using Tandem.Platform.Media;

namespace Tandem.Platform.People;

/// <summary>An act whose parts were found.</summary>
/// <param name="Chat">Where.</param>
/// <param name="Speech">What was said.</param>
/// <param name="Target">The message it changes, if it changes one.</param>
/// <param name="File">The file it carries, if it carries one.</param>
internal sealed record Said(Chat Chat, Speech Speech, Message? Target, UploadedMedia? File)
{
    /// <summary>A file too large for the platform: webhooks tell of it by 131052.</summary>
    public bool TooLarge => File?.Size > MediaRules.LargestInbound;

    /// <summary>The object named by the type, as webhooks carry it; media gets its id here.</summary>
    public byte[] Content(World world) =>
        Target is not null ? Changes.Content(Speech, Target)
        : File is not null ? Attachment.Content(world, Speech, File, Chat.Number.PhoneNumberId)
        : MetaJson.Piece(Speech.Content);
}
