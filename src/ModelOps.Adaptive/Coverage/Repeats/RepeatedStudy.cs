using ModelOps.Adaptive.Adapters;
using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Running;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Coverage.Repeats;

/// <summary>
/// A study that is fitted again and again to synthetic data. Truth, data and fit of a repeat are a function of the study and the
/// repeat's number.
/// </summary>
/// <param name="study">The study, ended, with a best trial and a built-in algorithm.</param>
/// <param name="targets">Its targets with their observations; at least one.</param>
/// <param name="engine">What simulates its model.</param>
/// <param name="time">The clock.</param>
internal sealed class RepeatedStudy(StudyState study, IReadOnlyList<TargetSpec> targets, ISimulationEngine engine, TimeProvider time)
{
    private const int ChanceSeeds = 4;
    private const int MostRedrawn = 50;

    private readonly AlgorithmSpec _algorithm = ResolvedSpec.AlgorithmOf(study.Header.Spec);
    private readonly Simulations _simulations = new(engine, new(targets, minReplicates: 1));

    /// <summary>The search space.</summary>
    public SearchSpace Space { get; } = ResolvedSpec.SpaceOf(study.Header.Spec);

    /// <summary>Whether the model gives other data at the best trial with another seed.</summary>
    public async Task<bool> HasChanceAsync(CancellationToken cancellationToken)
    {
        var random = RandomFor(CheckPurpose.Chance, 0);
        var first = default(double[][]);
        for (var i = 0; i < ChanceSeeds; i++)
        {
            if (await _simulations.SignalsAsync(study.Best!.Parameters, random.NextBits(), cancellationToken) is not { } signals) continue;
            first ??= signals;
            if (!first.Zip(signals).All(pair => pair.First.SequenceEqual(pair.Second))) return true;
        }
        return false;
    }

    /// <summary>Does one repeat.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="truths">Where its truth is drawn from.</param>
    /// <param name="errors">What makes a simulation like data.</param>
    /// <param name="intervals">Reads the fit.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RepeatedFit> RunAsync(int number, Truths truths, DataErrors errors, FitIntervals intervals, CancellationToken cancellationToken)
    {
        var random = RandomFor(CheckPurpose.Truths, number);
        for (var redrawn = 0; redrawn <= MostRedrawn; redrawn++)
        {
            var truth = truths.Draw(random);
            if (await _simulations.SignalsAsync(truth, random.NextBits(), cancellationToken) is not { } signals) continue;
            var fit = await FitAsync(number, Observe(number, errors, signals), cancellationToken);
            return new(number, truth.Canonical, redrawn, fit.State.Trials.Count, fit.State.Digest.ToString(), intervals.Of(fit, truth));
        }
        throw new InvalidInputException(
            "no_synthetic_data", $"The model gave no data for any of {MostRedrawn + 1} truths drawn for repeat {number + 1}.", "Narrow the ranges of the parameters, or use --truths answer.");
    }

    private List<TargetSpec> Observe(int number, DataErrors errors, double[][] signals)
    {
        var random = RandomFor(CheckPurpose.Noise, number);
        return [.. targets.Select((target, t) => target with
        {
            Observed = target.Observed.With(target.Definition, [.. signals[t].Select((signal, i) => errors.Observe(random, targets, (t, i), signal))]),
        })];
    }

    private async Task<Fit> FitAsync(int number, List<TargetSpec> data, CancellationToken cancellationToken)
    {
        // A fit that time ends would depend on the machine.
        var algorithm = _algorithm with { Seed = RandomFor(CheckPurpose.Searches, number).NextBits(), Stops = _algorithm.Stops with { MaxTime = null } };
        var search = algorithm.CreateBuiltin(algorithm.Builtin!, Space);
        await using var store = new UnrecordedStore(study.Header, time);
        await using var adapter = new BuiltinAskTell(search);
        var runner = new StudyRunner(algorithm.Rules, store, adapter, engine, new TrialEvaluator(data, algorithm.MinReplicates), new($"repeat {number}", time));
        await runner.RunAsync(cancellationToken);
        return new(store.State, search.Posterior);
    }

    private CounterRandom RandomFor(CheckPurpose purpose, int number) => new(_algorithm.Seed, (uint)purpose, (uint)number);
}
