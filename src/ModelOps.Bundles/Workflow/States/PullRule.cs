namespace ModelOps.Bundles.Workflow.States;

/// <summary>Decides what a pull does: everything that changed in the registry only is taken over, and no edit here is lost without the user's word.</summary>
public static class PullRule
{
    /// <summary>The step for a file.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="isThere">Whether the registry has it.</param>
    /// <param name="force">Whether the user gave up edits here; files that only exist here stay even then.</param>
    public static PullStep StepFor(FileState state, bool isThere, bool force) => state switch
    {
        FileState.AddedRemote or FileState.ModifiedRemote => PullStep.Write,
        FileState.DeletedRemote => PullStep.Delete,
        FileState.Conflict when !force => PullStep.Refuse,
        FileState.Conflict => isThere ? PullStep.Write : PullStep.Delete,
        FileState.ModifiedLocal or FileState.DeletedLocal when force && isThere => PullStep.Write,
        _ => PullStep.Keep,
    };
}
