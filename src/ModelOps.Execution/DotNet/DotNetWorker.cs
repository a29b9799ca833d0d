using ModelOps.Connectors.Processes;
using ModelOps.Execution.Protocol;
using ModelOps.Model;

namespace ModelOps.Execution.DotNet;

/// <summary>
/// The worker for .NET models and algorithms: the whole of a process that was started for it, with the protocol of
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
        using var streams = PrivateStreams.Take();
        ProcessGroup.LeadNew();
        new Thread(() => EndWithHost(streams)) { IsBackground = true, Name = "host watch" }.Start();
        Serve(new(streams.Input, streams.Output));
        return Task.CompletedTask;
    }

    // A model that hangs never comes back to read the input; the poll of this thread sees its end all the same.
    private static void EndWithHost(PrivateStreams streams)
    {
        streams.WaitForHangUp();
        ProcessGroup.KillOwn();
    }

    private static void Serve(WorkerChannel channel)
    {
        var hello = new WorkerHello(WorkerHello.CurrentProtocol, ".NET", Environment.Version.ToString(), Environment.ProcessId);
        channel.Send(FrameType.Hello, 0, hello, ProtocolJson.Default.WorkerHello);
        if (!channel.Read(out var frame)) return;
        var request = ProtocolJson.Read(frame.Payload.Span, ProtocolJson.Default.OpenRequest);
        try
        {
            var work = Open(channel, request);
            channel.Send(FrameType.Ready, 0, new(PlatformFacts.Of(request)), ProtocolJson.Default.WorkerReady);
            work();
        }
        catch (EntrypointRefusedException refused)
        {
            channel.Send(FrameType.Refused, 0, refused.Refusal, ProtocolJson.Default.WorkerRefusal);
        }
    }

    private static Action Open(WorkerChannel channel, OpenRequest request) => request.Mode == OpenRequest.ObjectMode
        ? new AlgorithmLoop(channel, ModelLoader.Create<IAdaptiveAlgorithm>(request)).Run
        : new SimulationLoop(channel, ModelLoader.Create<ISimulationModel>(request), TimeProvider.System).Run;
}
