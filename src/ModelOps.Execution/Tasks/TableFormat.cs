namespace ModelOps.Execution.Tasks;

/// <summary>How results are written.</summary>
public enum TableFormat
{
    /// <summary>Arrow IPC streams, which keep every type.</summary>
    Arrow,

    /// <summary>Comma-separated values.</summary>
    Csv,
}
