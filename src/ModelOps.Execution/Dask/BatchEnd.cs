namespace ModelOps.Execution.Dask;

/// <summary>How a batch ended on its Dask worker; the numbers are those on the wire.</summary>
internal enum BatchEnd : byte
{
    /// <summary>It went as far as it was to go; what is not answered has its turn later.</summary>
    Done = 0,

    /// <summary>A child was lost while it ran the first task that has no answer.</summary>
    ChildLost = 1,

    /// <summary>It was taken back.</summary>
    Stopped = 2,

    /// <summary>It was not begun.</summary>
    Refused = 3,
}
