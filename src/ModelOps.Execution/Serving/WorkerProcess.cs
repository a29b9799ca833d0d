using ModelOps.Connectors.Processes;
using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.Serving;

/// <summary>The whole of a process that was started as a worker, with the protocol of docs/worker-protocol.md on its standard streams.</summary>
internal static class WorkerProcess
{
    /// <summary>Works until the host closes the standard input, or is gone; then this process and all of its group end without returning here.</summary>
    /// <param name="runtime">What runs the model, for the greeting.</param>
    /// <param name="open">Loads what the host asks for; may throw <see cref="EntrypointRefusedException"/>.</param>
    /// <param name="hostGone">Tidies up before the group ends because the host is gone; called on another thread.</param>
    public static void Run(string runtime, Func<WorkerChannel, OpenRequest, OpenedWork> open, Action? hostGone = null)
    {
        using var streams = PrivateStreams.Take();
        ProcessGroup.LeadNew();
        new Thread(() => EndWithHost(streams, hostGone)) { IsBackground = true, Name = "host watch" }.Start();
        Serve(new(streams.Input, streams.Output), runtime, open);
    }

    // A model that hangs never comes back to read the input; the poll of this thread sees its end all the same.
    private static void EndWithHost(PrivateStreams streams, Action? hostGone)
    {
        streams.WaitForHangUp();
        try
        {
            hostGone?.Invoke();
        }
        finally
        {
            ProcessGroup.KillOwn();
        }
    }

    private static void Serve(WorkerChannel channel, string runtime, Func<WorkerChannel, OpenRequest, OpenedWork> open)
    {
        var hello = new WorkerHello(WorkerHello.CurrentProtocol, runtime, Environment.Version.ToString(), Environment.ProcessId);
        channel.Send(FrameType.Hello, 0, hello, ProtocolJson.Default.WorkerHello);
        if (!channel.Read(out var frame)) return;
        var request = ProtocolJson.Read(frame.Payload.Span, ProtocolJson.Default.OpenRequest);
        try
        {
            var work = open(channel, request);
            channel.Send(FrameType.Ready, 0, new(work.Facts), ProtocolJson.Default.WorkerReady);
            work.Run();
        }
        catch (EntrypointRefusedException refused)
        {
            channel.Send(FrameType.Refused, 0, refused.Refusal, ProtocolJson.Default.WorkerRefusal);
        }
    }
}
