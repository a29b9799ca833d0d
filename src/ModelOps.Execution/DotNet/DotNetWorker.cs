using System.Text.Json;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Serving;
using ModelOps.Model;

namespace ModelOps.Execution.DotNet;

/// <summary>
/// The worker for .NET models, algorithms and targets: the whole of a process that was started for it, with the protocol of
/// docs/worker-protocol.md on its standard input and output.
/// </summary>
public static class DotNetWorker
{
    /// <summary>
    /// Works until the host closes the standard input, or is gone; then this process and all of its group end without returning here.
    /// Call it before anything is read from or written to the console.
    /// </summary>
    /// <param name="cancellationToken">Is looked at before the work begins.</param>
    public static Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        WorkerProcess.Run(".NET", Open);
        return Task.CompletedTask;
    }

    private static OpenedWork Open(WorkerChannel channel, OpenRequest request)
    {
        Action run = request.Mode switch
        {
            OpenRequest.ObjectMode => new CallLoop(channel, new AlgorithmCalls(ModelLoader.Create<IAdaptiveAlgorithm>(request)).Call).Run,
            OpenRequest.TargetMode => new CallLoop(channel, new TargetCalls(ModelLoader.Create<ITarget>(request)).Call).Run,
            _ => Loop(channel, ModelLoader.Create<ISimulationModel>(request), request.MemoryBytes is not null).Run,
        };
        return new(PlatformFacts.Of(request), run);
    }

    private static SimulationLoop Loop(WorkerChannel channel, ISimulationModel model, bool limited) =>
        new(channel, (parameters, seed) => Simulate(model, parameters, seed), Fault.Describe, TimeProvider.System) { EndsForWantOfMemory = limited };

    private static IEnumerable<KeyValuePair<string, byte[]>> Simulate(ISimulationModel model, ReadOnlySpan<byte> parameters, ulong seed)
    {
        var reader = new Utf8JsonReader(parameters);
        reader.Read();
        var tables = model.Simulate(ParameterJson.Read(ref reader), seed);
        if (tables is null || tables.Count == 0) throw new InvalidOperationException("Simulate must return at least one table.");
        return tables.Select(table => KeyValuePair.Create(table.Key, TableBytes.Encode(table.Key, table.Value)));
    }
}
