using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Cache;

/// <summary>
/// Answers tasks whose result is in a <see cref="ResultCache"/> without running them (their outcomes have 0 attempts), gives the others
/// to another engine, and keeps what completes. Failures are never kept. It owns the other engine.
/// </summary>
/// <param name="inner">Runs what is not there.</param>
/// <param name="model">What the other engine runs.</param>
/// <param name="cache">Where results are kept.</param>
/// <param name="note">Is told, once a stream of tasks at most, that results can no longer be kept; the run goes on.</param>
public sealed class CachedEngine(ISimulationEngine inner, ModelBinding model, ResultCache cache, Action<string>? note = null) : ISimulationEngine
{
    /// <inheritdoc />
    public Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken) => inner.PrepareAsync(cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<SimulationOutcome> RunAsync(
        IAsyncEnumerable<SimulationTask> tasks,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scope = ResultScope.Of(model, await inner.PrepareAsync(cancellationToken));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var delivery = new Delivery();
        var running = RunAsync(tasks, scope, delivery, stop.Token);
        try
        {
            await foreach (var outcome in delivery.TakeAsync(cancellationToken))
            {
                yield return outcome;
                delivery.Taken(outcome);
            }
            // What ended it, if it did not come to its end.
            await running;
        }
        finally
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task RunAsync(IAsyncEnumerable<SimulationTask> tasks, ResultScope scope, Delivery delivery, CancellationToken cancellationToken)
    {
        using var known = cache.OpenReader(scope);
        using var store = new ResultStore(cache, scope, note);
        var missing = new ConcurrentDictionary<long, ResultKey>();
        try
        {
            await foreach (var outcome in inner.RunAsync(Missing(cancellationToken), cancellationToken))
            {
                missing.TryRemove(outcome.TaskId, out var key);
                if (outcome.Status == SimulationStatus.Completed) await store.AddAsync(key, outcome.Tables, cancellationToken);
                await delivery.PutAsync(outcome, cancellationToken);
            }
        }
        finally
        {
            // Also what was simulated before an interruption.
            await store.FlushAsync(CancellationToken.None);
            delivery.End();
        }

        async IAsyncEnumerable<SimulationTask> Missing([EnumeratorCancellation] CancellationToken stopped)
        {
            await foreach (var task in tasks.WithCancellation(stopped))
            {
                var key = ResultKey.Of(scope.Digest, task);
                if (known.Find(key) is { } tables)
                {
                    await delivery.PutAsync(new(task.Id, SimulationStatus.Completed, tables, null, Attempts: 0, TimeSpan.Zero), stopped);
                    continue;
                }
                missing[task.Id] = key;
                yield return task;
            }
        }
    }
}
