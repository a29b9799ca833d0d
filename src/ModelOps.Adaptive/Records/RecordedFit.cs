using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Records;

/// <summary>What a recorded trial simulated, beside what was observed.</summary>
public static class RecordedFit
{
    /// <summary>The simulated values of some trials' completed replicates at the observations of each target.</summary>
    /// <param name="tables">Reads the run's stored tables.</param>
    /// <param name="trials">Completed trials; one that occurs twice counts twice.</param>
    /// <param name="targets">The targets with their observations.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Contracts.Errors.NotFoundException">A stored table is no longer there.</exception>
    public static async Task<IReadOnlyList<AlignedTarget>> OfAsync(
        ReadTable tables, IReadOnlyList<Trial> trials, IReadOnlyList<TargetSpec> targets, CancellationToken cancellationToken)
    {
        if (targets.Count == 0) return [];
        var evaluator = new TrialEvaluator(targets, minReplicates: 1);
        var signals = new List<double[][]>();
        foreach (var replicate in trials.SelectMany(trial => trial.Replicates).OfType<ReplicateResult>().Where(result => result.Status == SimulationStatus.Completed))
            signals.Add(evaluator.Align(await ReadAsync(tables, replicate, evaluator.Tables, cancellationToken)));
        return [.. targets.Select((target, t) => new AlignedTarget(target.Definition, target.Observed, [.. signals.Select(values => values[t])]))];
    }

    private static async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ReadAsync(
        ReadTable tables, ReplicateResult replicate, IReadOnlySet<string> names, CancellationToken cancellationToken)
    {
        var read = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (name, digest) in replicate.Tables.Where(table => names.Contains(table.Key)))
            read[name] = await tables(digest, cancellationToken);
        return read;
    }
}
