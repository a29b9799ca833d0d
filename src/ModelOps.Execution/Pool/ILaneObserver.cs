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

    /// <summary>A worker has ended: tasks may wait for another, also those of a run that began since.</summary>
    void Ended();
}
