using System.Runtime.CompilerServices;
using ModelOps.Contracts.Seeds;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Testing.Engines;

/// <summary>
/// An engine that simulates by a pure function and then, by choice of a seed, answers in another order, late, twice, about tasks that
/// it never had, or not at all: worse than any engine may be.
/// </summary>
/// <param name="behaviour">How bad.</param>
/// <param name="simulate">The pure function.</param>
public sealed class HostileEngine(HostileBehaviour behaviour, Func<SimulationTask, SimulationOutcome> simulate) : ISimulationEngine
{
    private static readonly TimeSpan Impatience = TimeSpan.FromMilliseconds(1);

    private readonly List<SimulationOutcome> _held = [];
    private long _choices;

    /// <summary>Told of every simulation just before it starts.</summary>
    public Func<SimulationTask, Task> Starting { get; init; } = _ => Task.CompletedTask;

    /// <summary>Called again and again while all tasks are answered or lost and no other comes: time to move a test's clock on.</summary>
    public Action Idle { get; init; } = () => { };

    /// <summary>What it says that it runs on.</summary>
    public PlatformFingerprint Platform { get; init; } = new([KeyValuePair.Create("engine", "hostile")]);

    /// <inheritdoc />
    public Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken) => Task.FromResult(Platform);

    /// <inheritdoc />
    public async IAsyncEnumerable<SimulationOutcome> RunAsync(
        IAsyncEnumerable<SimulationTask> tasks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _held.Clear();
        await using var stream = tasks.GetAsyncEnumerator(cancellationToken);
        var next = stream.MoveNextAsync().AsTask();
        while (true)
        {
            if (_held.Count == 0) await WaitAsync(next);
            if (next.IsCompleted && _held.Count <= behaviour.HeldBack)
            {
                if (!await next) break;
                var task = stream.Current;
                await Starting(task);
                next = stream.MoveNextAsync().AsTask();
                if (!Chance(behaviour.PercentLost)) _held.Add(simulate(task));
                continue;
            }
            if (Chance(behaviour.PercentUnknown)) yield return simulate(new(-1 - Choose(1000), NoTask.Parameters, NoTask.Seed));
            yield return Answer();
        }
        while (_held.Count > 0) yield return Answer();
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static SimulationTask NoTask { get; } = new(0, new([]), 0);

    private SimulationOutcome Answer()
    {
        var index = Choose(_held.Count);
        var answer = _held[index];
        if (!Chance(behaviour.PercentRepeated)) _held.RemoveAt(index);
        return answer;
    }

    private async Task WaitAsync(Task next)
    {
        while (!next.IsCompleted)
        {
            Idle();
            await Task.WhenAny(next, Task.Delay(Impatience, TimeProvider.System));
        }
    }

    private bool Chance(int percent) => percent > 0 && Choose(100) < percent;

    private int Choose(int count) => (int)(Seed.Common(behaviour.Seed, _choices++) % (ulong)count);
}
