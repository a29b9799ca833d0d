using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;
using ModelOps.Tables.Ipc;

namespace ModelOps.Adaptive.Evaluation;

/// <summary>
/// Turns simulated tables into a trial's result. A replicate's tables are reduced at once to the values that the targets compare,
/// so that the tables need not stay in memory, unless a target of the user's reads them.
/// </summary>
/// <param name="targets">What to compare with observations.</param>
/// <param name="minReplicates">A trial with fewer good replicates fails.</param>
/// <param name="own">The targets of the user's own; <see langword="null"/> for none.</param>
public sealed class TrialEvaluator(IReadOnlyList<TargetSpec> targets, int minReplicates, IReadOnlyList<UserTarget>? own = null)
{
    private readonly IReadOnlyList<UserTarget> _own = own ?? [];

    /// <summary>The tables that the targets with observations read.</summary>
    public IReadOnlySet<string> Tables { get; } = targets.Select(target => target.Definition.Table).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a target reads a table; one of the user's own reads all.</summary>
    public bool Reads(string table) => _own.Count > 0 || Tables.Contains(table);

    /// <summary>What the targets need of a replicate.</summary>
    /// <param name="tables">As of <see cref="Align"/>.</param>
    /// <exception cref="InvalidInputException">As of <see cref="Align"/>.</exception>
    public ReplicateOutput Reduce(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> tables) =>
        new(Align(tables), _own.Count > 0 ? tables : SimulationOutcome.NoTables);

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

    /// <summary>
    /// The result of a trial. Targets without a finite loss fail it, which is a fact like any other; a target of the user's that timed out
    /// makes it a timeout.
    /// </summary>
    /// <param name="trial">The trial.</param>
    /// <param name="statuses">How each replicate ended.</param>
    /// <param name="outputs">What <see cref="Reduce"/> gave for each replicate; ignored where it did not complete.</param>
    /// <param name="cancellationToken">Abandons the calls of the user's targets.</param>
    public async Task<StudyEvent.TrialTold> EvaluateAsync(
        Trial trial, IReadOnlyList<SimulationStatus> statuses, IReadOnlyList<ReplicateOutput?> outputs, CancellationToken cancellationToken)
    {
        var good = outputs.Where((_, i) => statuses[i] == SimulationStatus.Completed).Select(output => output!).ToList();
        // A first part may have fewer replicates than a trial needs.
        var needed = trial.IsFirstPart ? Math.Min(minReplicates, statuses.Count) : minReplicates;
        if (good.Count < needed)
        {
            var timeouts = statuses.Where(status => status != SimulationStatus.Completed).All(status => status == SimulationStatus.Timeout);
            return new(trial.Number, timeouts ? TrialStatus.Timeout : TrialStatus.Failed, double.NaN);
        }
        if (targets.Count + _own.Count == 0) return new(trial.Number, TrialStatus.Completed, PlaceholderLoss.Of(trial.Parameters));
        var (report, counted) = targets.Count == 0 ? (new(0, [], []), good) : Compare(good, needed);
        if (counted.Count < needed) return NotFinite(trial, report);
        try
        {
            var (loss, losses) = await AddOwnAsync(report, counted, cancellationToken);
            return double.IsFinite(loss) ? new(trial.Number, TrialStatus.Completed, loss) { Losses = losses } : NotFinite(trial, report with { Targets = losses });
        }
        catch (UserCodeException fault)
        {
            return Failed(trial, fault);
        }
    }

    // A replicate with a value that is no finite number counts as one that did not succeed.
    private (LossReport Report, List<ReplicateOutput> Counted) Compare(List<ReplicateOutput> good, int needed)
    {
        var report = Objective.Evaluate(Targets(good));
        if (report.NonFiniteReplicates.Count == 0) return (report, good);
        var finite = good.Where((_, i) => !report.NonFiniteReplicates.Contains(i)).ToList();
        return (finite.Count < needed ? report : Objective.Evaluate(Targets(finite)), finite);
    }

    private async Task<(double Loss, IReadOnlyList<double> Losses)> AddOwnAsync(LossReport report, List<ReplicateOutput> counted, CancellationToken cancellationToken)
    {
        if (_own.Count == 0) return (report.Loss, report.Targets);
        var json = ReplicateTables.ToJson(counted.Select(output => output.Tables));
        var (total, losses) = (report.Loss, report.Targets.ToList());
        foreach (var target in _own)
        {
            losses.Add(await target.LossAsync(json, cancellationToken));
            total += target.Spec.Weight * losses[^1];
        }
        return (total, losses);
    }

    private IReadOnlyList<AlignedTarget> Targets(List<ReplicateOutput> replicates) =>
        [.. targets.Select((target, t) => new AlignedTarget(target.Definition, target.Observed, [.. replicates.Select(output => output.Signals[t])]))];

    private StudyEvent.TrialTold NotFinite(Trial trial, LossReport report)
    {
        var names = targets.Select(target => target.Definition.Name).Where((_, t) => !double.IsFinite(report.Targets[t])).Distinct(StringComparer.Ordinal).ToList();
        var where = names.Count == 0 ? "the sum of the targets" : $"target {string.Join(", ", names)}";
        var cause = report.NonFiniteReplicates.Count == 0
            ? "the loss is beyond the range of a double"
            : $"{report.NonFiniteReplicates.Count} of the replicates gave NaN or an infinite value where there is an observation";
        return new(trial.Number, TrialStatus.Failed, double.NaN) { Failure = new(new("NonFiniteLoss", $"{where}: {cause}", ""), IsEnvironmental: false) };
    }

    private static StudyEvent.TrialTold Failed(Trial trial, UserCodeException fault)
    {
        var error = new SimulationError(fault.Error.Type, $"target {fault.Entrypoint}: {fault.Error.Message}", fault.Error.Traceback);
        var status = fault.Status == SimulationStatus.Timeout ? TrialStatus.Timeout : TrialStatus.Failed;
        return new(trial.Number, status, double.NaN) { Failure = new(error, IsEnvironmental: fault.Status != SimulationStatus.Failed) };
    }
}
