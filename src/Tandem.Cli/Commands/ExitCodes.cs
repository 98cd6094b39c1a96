namespace Tandem.Cli.Commands;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>All went as asked.</summary>
    public const int Fine = 0;

    /// <summary>The command ran and found something wrong: an audit's loss, a drill's violation.</summary>
    public const int Found = 1;

    /// <summary>The command could not run as asked: settings, arguments, ports.</summary>
    public const int Misused = 2;

    /// <summary>The storage broke: nothing can be acknowledged any more (EX_SOFTWARE of sysexits).</summary>
    public const int StorageBroken = 70;
}
