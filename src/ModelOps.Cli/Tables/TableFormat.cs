namespace ModelOps.Cli.Tables;

/// <summary>The forms of a table in a file.</summary>
internal enum TableFormat
{
    /// <summary>An Arrow IPC stream.</summary>
    Arrow,

    /// <summary>An Arrow IPC file, which is Feather version 2.</summary>
    Feather,

    /// <summary>Comma-separated values.</summary>
    Csv,
}
