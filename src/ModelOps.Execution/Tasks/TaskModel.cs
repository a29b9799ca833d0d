using System.Collections.Concurrent;
using System.Threading.Channels;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Tasks;

/// <summary>A model of a task file with its engine, which starts with the first task that it is given.</summary>
internal sealed class TaskModel(ModelBinding model, string bundle, IBundleLease checkout, Func<ModelBinding, ISimulationEngine> createEngine) : IAsyncDisposable
{
    private const int WaitingTasks = 64;

    private readonly Channel<SimulationTask> _tasks = Channel.CreateBounded<SimulationTask>(WaitingTasks);
    private readonly ConcurrentDictionary<long, (TaskIdentity Identity, TaskEntry Task)> _running = [];
    private ISimulationEngine? _engine;
    private Task _pump = Task.CompletedTask;
    private long _last;

    /// <summary>The content digest of the bundle.</summary>
    public Digest Content => model.Content;

    /// <summary>When it was last given a task, as a count of tasks.</summary>
    public long LastUsed { get; set; }

    /// <summary>Gives it a task; waits while it has enough.</summary>
    /// <exception cref="Contracts.Errors.ModelOpsException">The model does not load, or its engine ended.</exception>
    public async ValueTask AddAsync(TaskIdentity identity, TaskEntry task, ChannelWriter<TaskOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (_engine is null)
        {
            _engine = createEngine(model);
            // So that a wrong entrypoint shows at the task that names it.
            await _engine.PrepareAsync(cancellationToken);
            _pump = PumpAsync(_engine, outcomes, cancellationToken);
        }
        _running[++_last] = (identity, task);
        while (await _tasks.Writer.WaitToWriteAsync(cancellationToken))
        {
            if (_tasks.Writer.TryWrite(new(_last, task.Parameters, task.Seed))) return;
        }
        // The engine ended before its time: this says why.
        await _pump;
    }

    /// <summary>Waits for the outcomes of all tasks that it was given.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        _tasks.Writer.TryComplete();
        await _pump.WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _tasks.Writer.TryComplete();
        if (_engine is not null) await _engine.DisposeAsync();
        await _pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await checkout.DisposeAsync();
    }

    private async Task PumpAsync(ISimulationEngine engine, ChannelWriter<TaskOutcome> outcomes, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var outcome in engine.RunAsync(_tasks.Reader.ReadAllAsync(cancellationToken), cancellationToken))
            {
                _running.TryRemove(outcome.TaskId, out var ended);
                await outcomes.WriteAsync(new(ended.Identity, ended.Task, bundle, Content, outcome), cancellationToken);
            }
        }
        finally
        {
            _tasks.Writer.TryComplete();
        }
    }
}
