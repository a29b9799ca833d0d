namespace ModelOps.Execution.Dask;

/// <summary>A batch that Dask gave up.</summary>
/// <param name="KilledWorker">Whether every Dask worker that ran it died.</param>
/// <param name="Message">What Dask says.</param>
internal sealed record LostBatch(bool KilledWorker, string Message);
