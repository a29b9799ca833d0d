using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.Serving;

/// <summary>The worker can't open the entrypoint; <see cref="Refusal"/> is what the host is told.</summary>
internal sealed class EntrypointRefusedException(WorkerRefusal refusal) : Exception(refusal.Message)
{
    public WorkerRefusal Refusal { get; } = refusal;
}
