using ModelOps.Adaptive.Running;
using ModelOps.Cli.Output;

namespace ModelOps.Cli.Studies;

/// <summary>Shows a study's progress. Called on the study's own loop, not on a captured context.</summary>
internal sealed class ProgressBridge(Progress progress) : IProgress<StudyProgress>
{
    /// <inheritdoc />
    public void Report(StudyProgress value) => progress.Report(value.Trials);
}
