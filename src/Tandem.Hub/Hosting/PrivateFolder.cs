using Tandem.Hub.Options;

namespace Tandem.Hub.Hosting;

/// <summary>A folder that only this user may look into: people's messages are in it, or the keys to them.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it unless it is there; who made it before chose who may look into it.</summary>
    /// <param name="key">The setting that names it.</param>
    /// <param name="path">Where it is.</param>
    /// <exception cref="HubOptionsException">It cannot be made.</exception>
    public static DirectoryInfo Make(string key, string path)
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path)
                : Directory.CreateDirectory(path, OwnerOnly);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new HubOptionsException(
                [$"{key} = '{path}': must be a folder that this user may make and write to; name another path."]);
        }
    }
}
