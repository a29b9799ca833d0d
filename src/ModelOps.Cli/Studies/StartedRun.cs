using System.Globalization;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Simulations;

namespace ModelOps.Cli.Studies;

/// <summary>What the command line of <c>mops adaptive run</c> said.</summary>
/// <param name="File">The spec, as it was written.</param>
/// <param name="Run">The run's name, if it was chosen.</param>
/// <param name="Placement">Where simulations run.</param>
/// <param name="Local">Whether a central store is left alone.</param>
/// <param name="Uncached">Whether results that are known already are left alone.</param>
internal sealed record StartedRun(string File, string? Run, Placement Placement, bool Local, bool Uncached)
{
    /// <summary>What holds the model instead of what the spec says, if it was said.</summary>
    public string? Bundle { get; init; }

    /// <summary>The command that goes on with the run.</summary>
    public string ResumingCommand
    {
        get
        {
            var run = Run is null ? "" : $" --run {ShellText.Quote(Run)}";
            var workers = Placement.Workers is { } count ? string.Create(CultureInfo.InvariantCulture, $" --workers {count}") : "";
            var scheduler = Placement.Workspace is { } workspace ? $" --workspace {ShellText.Quote(workspace)}"
                : Placement.Scheduler is { } address ? $" --scheduler {ShellText.Quote(address)}" : "";
            var bundle = Bundle is null ? "" : $" --bundle {ShellText.Quote(Bundle)}";
            return $"mops adaptive run -f {ShellText.Quote(File)}{bundle}{run}{workers}{scheduler}{(Local ? " --local" : "")}{(Uncached ? " --no-cache" : "")} --resume";
        }
    }
}
