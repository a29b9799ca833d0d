namespace ModelOps.Execution.Dask;

/// <summary>The kinds of frames between the engine and its bridge, beyond those of the worker protocol; the numbers are those on the wire.</summary>
internal enum BridgeFrame : byte
{
    /// <summary>Engine to bridge: TASK frames to run as one task of Dask. The id is the attempt.</summary>
    Batch = 20,

    /// <summary>Bridge to engine: how a batch ended, and the answers.</summary>
    Done = 21,

    /// <summary>Bridge to engine: a batch that Dask gave up, as JSON.</summary>
    Lost = 22,

    /// <summary>Engine to bridge: nobody waits for any of the batches.</summary>
    Cancel = 23,

    /// <summary>Bridge to engine: the id is how many threads the cluster has now.</summary>
    Threads = 24,

    /// <summary>Bridge to engine, last: the connection to the cluster is gone, as JSON.</summary>
    Ended = 26,
}
