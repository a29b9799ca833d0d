using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Submission;

/// <summary>
/// Runs simulations for a .NET program: <see cref="Submit"/> as many as wanted, then <see cref="GatherAsync"/> their outcomes as they come.
/// What is submitted waits in memory as parameters only; results that nobody gathers hold the engine up.
/// </summary>
/// <param name="createEngine">
/// Gives an engine for an entrypoint in a bundle (the reference as submitted), once for each pair of them. The service owns the engines.
/// </param>
public sealed class SimulationService(Func<Entrypoint, string, ISimulationEngine> createEngine) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<(string FnRef, string BundleRef), Lane> _lanes = [];
    // The engines bound how many results they hold; a larger buffer here would only add to it.
    private readonly Channel<SimulationOutcome> _outcomes = Channel.CreateBounded<SimulationOutcome>(1);
    private long _submitted;
    private long _gathered;

    /// <summary>Hands in a simulation, which begins as soon as there is a worker for it.</summary>
    /// <param name="fnRef">The function as <c>module:function</c>, or any other entrypoint.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="seed">Its seed, any 64-bit value.</param>
    /// <param name="bundleRef">The bundle that holds it, as the engine's creator understands it.</param>
    /// <returns>The number that the outcome carries as its <see cref="SimulationOutcome.TaskId"/>: 0, 1, 2 and so on.</returns>
    /// <exception cref="InvalidInputException">Code <c>invalid_entrypoint</c>, or what creating the engine found.</exception>
    public long Submit(string fnRef, ParameterSet parameters, ulong seed, string bundleRef = "")
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            if (!_lanes.TryGetValue((fnRef, bundleRef), out var lane))
            {
                lane = new(createEngine(Entrypoint.Parse(fnRef), bundleRef));
                lane.Running = RunAsync(lane);
                _lanes.Add((fnRef, bundleRef), lane);
            }
            lane.Tasks.Writer.TryWrite(new(_submitted, parameters, seed));
            return _submitted++;
        }
    }

    /// <summary>
    /// The outcomes of everything that was submitted and not yet gathered, in the order in which they come, until none is missing; what is
    /// submitted meanwhile belongs to it. A failing simulation is an outcome with an error. One caller at a time.
    /// </summary>
    /// <exception cref="ModelOpsException">What made an engine end: no such entrypoint, no interpreter.</exception>
    public async IAsyncEnumerable<SimulationOutcome> GatherAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (IsOneMissing())
        {
            if (!await _outcomes.Reader.WaitToReadAsync(cancellationToken)) await FailAsync();
            while (_outcomes.Reader.TryRead(out var outcome))
            {
                _gathered++;
                yield return outcome;
            }
        }
    }

    /// <summary>Ends all simulations and the engines.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Lane> lanes;
        lock (_gate)
        {
            if (_stop.IsCancellationRequested) return;
            _stop.Cancel();
            lanes = [.. _lanes.Values];
        }
        foreach (var lane in lanes)
        {
            await lane.Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await lane.Engine.DisposeAsync();
        }
        _stop.Dispose();
    }

    private bool IsOneMissing()
    {
        lock (_gate) return _gathered < _submitted;
    }

    private async Task RunAsync(Lane lane)
    {
        try
        {
            await foreach (var outcome in lane.Engine.RunAsync(lane.Tasks.Reader.ReadAllAsync(_stop.Token), _stop.Token))
                await _outcomes.Writer.WriteAsync(outcome, _stop.Token);
        }
        finally
        {
            // The stream of tasks has no end, so that only a fault or the service's own end comes here.
            _outcomes.Writer.TryComplete();
        }
    }

    private async Task FailAsync()
    {
        List<Task> ended;
        lock (_gate) ended = [.. _lanes.Values.Select(lane => lane.Running).Where(running => running.IsCompleted)];
        await Task.WhenAll(ended);
        throw new ObjectDisposedException(nameof(SimulationService));
    }

    private sealed class Lane(ISimulationEngine engine)
    {
        public ISimulationEngine Engine { get; } = engine;

        public Channel<SimulationTask> Tasks { get; } = Channel.CreateUnbounded<SimulationTask>(new() { SingleReader = true });

        public Task Running { get; set; } = Task.CompletedTask;
    }
}
