namespace ModelOps.Model;

/// <summary>A search that proposes parameters and learns from results. It must be deterministic: an interrupted study replays it.</summary>
public interface IAdaptiveAlgorithm
{
    /// <summary>Proposes the next trials.</summary>
    /// <param name="count">How many the round has room for; fewer, or none, may be returned.</param>
    IReadOnlyList<Parameters> Ask(int count);

    /// <summary>Receives the results of earlier trials, in trial order, each once.</summary>
    void Tell(IReadOnlyList<TrialOutcome> results);

    /// <summary>True once no further proposal will come; results may still be told afterwards.</summary>
    bool Finished { get; }
}
