using ModelOps.Contracts.Errors;
using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.Pool;

/// <summary>What a lane tells its pool, from the lane's thread.</summary>
internal interface ILaneObserver
{
    /// <summary>A worker has loaded the model.</summary>
    void Ready(WorkerReady ready);

    /// <summary>No worker can be started.</summary>
    void Unable(ModelOpsException fault);

    /// <summary>Its worker is gone, and it could start another for tasks that wait.</summary>
    void Free();
}
