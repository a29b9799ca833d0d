namespace ModelOps.Keeper.Loops;

/// <summary>The workload in its cluster, as far as a loop needs it.</summary>
public interface IWorkload
{
    /// <summary>Reads the knobs' present values.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The values; what could not be read is in it and no error of this method.</returns>
    Task<KnobReading> ReadKnobsAsync(CancellationToken cancellationToken);

    /// <summary>Verifies a plan and, if all gates are open, makes its changes.</summary>
    /// <param name="change">What is to be changed.</param>
    /// <param name="cancellationToken">Interrupts; what was changed is put back.</param>
    /// <returns>What happened; a gate that is closed and an apply that failed are in it.</returns>
    Task<RoundOutcome> ApplyAsync(RoundChange change, CancellationToken cancellationToken);
}
