namespace ModelOps.Execution.Pool;

/// <summary>Who runs the tasks of a stream: the lanes of a pool, or the bridge to a cluster.</summary>
internal interface IStreamWorkers
{
    /// <summary>The most tasks that may be held now.</summary>
    int Capacity { get; }

    /// <summary>Begins to work for a run.</summary>
    void Join(PoolRun run);

    /// <summary>Looks at what waits to be sent.</summary>
    void Wake(PoolRun run);

    /// <summary>Stops working for a run.</summary>
    void Leave();
}
