namespace Tandem.CloudApi.Media;

/// <summary>The five kinds of media.</summary>
public enum MediaKind
{
    Audio,
    Document,
    Image,
    Sticker,
    Video,
}
