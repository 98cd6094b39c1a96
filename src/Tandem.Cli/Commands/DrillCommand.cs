using System.CommandLine;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem drill</c>: hub and platform in virtual time.</summary>
internal static class DrillCommand
{
    public static Command Create() => new("drill", "Rehearse in virtual time what must never go wrong in life.");
}
