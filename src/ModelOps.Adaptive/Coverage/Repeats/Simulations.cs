using System.Runtime.CompilerServices;
using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Objectives;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Coverage.Repeats;

/// <summary>Single simulations, reduced to what the targets observe of them.</summary>
internal sealed class Simulations(ISimulationEngine engine, TrialEvaluator evaluator)
{
    /// <summary>The simulated values at the observations of each target; <see langword="null"/> if the model gives no data there.</summary>
    /// <param name="parameters">What to simulate.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidInputException">A table or column that a target needs is not there.</exception>
    public async Task<double[][]?> SignalsAsync(ParameterSet parameters, ulong seed, CancellationToken cancellationToken)
    {
        var outcome = default(SimulationOutcome);
        await foreach (var answer in engine.RunAsync(One(new(1, parameters, seed), cancellationToken), cancellationToken)) outcome = answer;
        if (outcome is not { Status: SimulationStatus.Completed }) return null;
        try
        {
            var signals = evaluator.Align(outcome.Tables);
            return signals.All(values => values.All(double.IsFinite)) ? signals : null;
        }
        catch (InvalidInputException fault) when (fault.Code is Alignment.MissingKey or Alignment.DuplicateKey)
        {
            return null;
        }
    }

    private static async IAsyncEnumerable<SimulationTask> One(SimulationTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        cancellationToken.ThrowIfCancellationRequested();
        yield return task;
    }
}
