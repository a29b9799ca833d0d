namespace ModelOps.Execution.Protocol;

/// <summary>The payload of <see cref="FrameType.Hello"/>.</summary>
/// <param name="Protocol">The version of the protocol that the worker speaks.</param>
/// <param name="Runtime">The language's implementation, such as <c>CPython</c>.</param>
/// <param name="RuntimeVersion">Its version.</param>
/// <param name="Pid">The worker's process id, where it runs.</param>
internal sealed record WorkerHello(int Protocol, string Runtime, string RuntimeVersion, int Pid)
{
    /// <summary>The version of the protocol described in docs/worker-protocol.md.</summary>
    public const int CurrentProtocol = 1;
}
