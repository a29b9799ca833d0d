using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;
using ModelOps.Tables.Ipc;

namespace ModelOps.Adaptive.Evaluation;

/// <summary>
/// Turns simulated tables into a trial's result. A replicate's tables are reduced at once to the values that the targets compare,
/// so that the tables need not stay in memory.
/// </summary>
/// <param name="targets">What to compare; none for the placeholder loss.</param>
/// <param name="minReplicates">A trial with fewer good replicates fails.</param>
public sealed class TrialEvaluator(IReadOnlyList<TargetSpec> targets, int minReplicates)
{
    /// <summary>The tables that the targets read.</summary>
    public IReadOnlySet<string> Tables { get; } = targets.Select(target => target.Definition.Table).ToHashSet(StringComparer.Ordinal);

    /// <summary>For each target the simulated values at its observations.</summary>
    /// <param name="tables">The replicate's tables, each an Arrow IPC stream; at least those of <see cref="Tables"/>.</param>
    /// <exception cref="InvalidInputException">
    /// A table (code <c>unknown_table</c>), column or key that a target needs is not there: that is a fault of model and spec, not of
    /// the one simulation, and ends the study.
    /// </exception>
    public double[][] Align(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> tables)
    {
        var views = new Dictionary<string, ArrowTableView>(StringComparer.Ordinal);
        foreach (var name in Tables)
        {
            views[name] = tables.TryGetValue(name, out var bytes)
                ? new(name, ArrowReader.Read(bytes))
                : throw new InvalidInputException("unknown_table", $"The model gives no table '{name}'.{Nearest.Hint(name, [.. tables.Keys])}");
        }
        return [.. targets.Select(target => Alignment.Align(target.Definition, target.Observed, views[target.Definition.Table]))];
    }

    /// <summary>The result of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="statuses">How each replicate ended.</param>
    /// <param name="signals">What <see cref="Align"/> gave for each replicate; ignored where it did not complete.</param>
    public StudyEvent.TrialTold Evaluate(Trial trial, IReadOnlyList<SimulationStatus> statuses, IReadOnlyList<double[][]?> signals)
    {
        var good = signals.Where((_, i) => statuses[i] == SimulationStatus.Completed).Select(signal => signal!).ToList();
        if (good.Count < minReplicates)
        {
            var timeouts = statuses.Where(status => status != SimulationStatus.Completed).All(status => status == SimulationStatus.Timeout);
            return new(trial.Number, timeouts ? TrialStatus.Timeout : TrialStatus.Failed, double.NaN);
        }
        var loss = targets.Count == 0 ? PlaceholderLoss.Of(trial.Parameters) : Loss(good);
        return double.IsFinite(loss) ? new(trial.Number, TrialStatus.Completed, loss) : new(trial.Number, TrialStatus.Failed, double.NaN);
    }

    // A replicate with a value that is no finite number counts as one that did not succeed.
    private double Loss(List<double[][]> good)
    {
        var report = Objective.Evaluate(Targets(good));
        if (report.NonFiniteReplicates.Count == 0) return report.Loss;
        var finite = good.Where((_, i) => !report.NonFiniteReplicates.Contains(i)).ToList();
        return finite.Count < minReplicates ? double.NaN : Objective.Evaluate(Targets(finite)).Loss;
    }

    private IReadOnlyList<AlignedTarget> Targets(List<double[][]> replicates) =>
        [.. targets.Select((target, t) => new AlignedTarget(target.Definition, target.Observed, [.. replicates.Select(signals => signals[t])]))];
}
