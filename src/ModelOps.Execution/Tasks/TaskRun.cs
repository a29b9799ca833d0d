using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Tasks;

/// <summary>
/// Runs a stream of tasks of any number of models. Each model has an engine of its own while it is among the last few that occurred; nothing is
/// collected, so that memory does not grow with the number of tasks.
/// </summary>
/// <param name="bundles">Finds the bundles of the tasks.</param>
/// <param name="createEngine">Gives an engine for a model.</param>
/// <param name="directory">What relative paths of bundles start from.</param>
/// <param name="bundle">The bundle of tasks that name none.</param>
public sealed class TaskRun(IBundles bundles, Func<ModelBinding, ISimulationEngine> createEngine, string directory, string bundle)
{
    private const int ModelsAtOnce = 8;
    private const int WaitingOutcomes = 4;

    /// <summary>
    /// The outcomes in any order. When a task can't be read or its model does not load, those before it are finished first; then it throws.
    /// </summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="claim">Whether a task is to be run, asked once for each, in order.</param>
    /// <param name="cancellationToken">Ends the run at once.</param>
    public async IAsyncEnumerable<TaskOutcome> RunAsync(
        IAsyncEnumerable<TaskEntry> tasks, Func<TaskIdentity, bool> claim, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outcomes = Channel.CreateBounded<TaskOutcome>(WaitingOutcomes);
        var feeding = FeedAsync(tasks, claim, outcomes.Writer, stop.Token);
        try
        {
            await foreach (var outcome in outcomes.Reader.ReadAllAsync(cancellationToken)) yield return outcome;
            // What ended it, if it did not come to its end.
            await feeding;
        }
        finally
        {
            await stop.CancelAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FeedAsync(
        IAsyncEnumerable<TaskEntry> tasks, Func<TaskIdentity, bool> claim, ChannelWriter<TaskOutcome> outcomes, CancellationToken cancellationToken)
    {
        // The stream of tasks may do work before its first await, which must not hold up who enumerates the outcomes.
        await Task.Yield();
        var models = new Dictionary<(string Bundle, Entrypoint Entrypoint), TaskModel>();
        try
        {
            try
            {
                var count = 0L;
                await foreach (var task in tasks.WithCancellation(cancellationToken))
                {
                    var model = await ModelOfAsync(models, task, cancellationToken);
                    model.LastUsed = count++;
                    var identity = TaskIdentity.Of(model.Content, task);
                    if (claim(identity)) await model.AddAsync(identity, task, outcomes, cancellationToken);
                }
            }
            finally
            {
                await Task.WhenAll(models.Values.Select(model => model.FinishAsync(cancellationToken)));
            }
        }
        finally
        {
            foreach (var model in models.Values) await model.DisposeAsync();
            outcomes.TryComplete();
        }
    }

    private async ValueTask<TaskModel> ModelOfAsync(
        Dictionary<(string Bundle, Entrypoint Entrypoint), TaskModel> models, TaskEntry task, CancellationToken cancellationToken)
    {
        var key = (task.Bundle ?? bundle, task.Entrypoint);
        if (models.TryGetValue(key, out var known)) return known;
        if (models.Count == ModelsAtOnce)
        {
            var (oldest, model) = models.MinBy(entry => entry.Value.LastUsed);
            models.Remove(oldest);
            await using (model) await model.FinishAsync(cancellationToken);
        }
        return models[key] = await OpenAsync(key.Item1, task.Entrypoint, cancellationToken);
    }

    private async Task<TaskModel> OpenAsync(string reference, Entrypoint entrypoint, CancellationToken cancellationToken)
    {
        var (pinned, model) = await bundles.PinModelAsync(reference, directory, entrypoint, [], cancellationToken);
        var checkout = await bundles.CheckoutAsync(pinned, cancellationToken);
        return new(new(pinned.Content, checkout.Path, model) { Reference = pinned.Reference }, pinned.Reference, checkout, createEngine);
    }
}
