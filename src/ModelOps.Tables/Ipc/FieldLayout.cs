namespace ModelOps.Tables.Ipc;

/// <summary>How the values of a field stand in buffers.</summary>
internal enum FieldLayout
{
    /// <summary>No buffer.</summary>
    None,

    /// <summary>A bit a value.</summary>
    Bits,

    /// <summary>The same number of bytes for each value.</summary>
    FixedWidth,

    /// <summary>32-bit offsets and bytes.</summary>
    Bytes,

    /// <summary>64-bit offsets and bytes.</summary>
    LargeBytes,

    /// <summary>16-byte views and any number of byte buffers.</summary>
    Views,

    /// <summary>32-bit offsets and items.</summary>
    List,

    /// <summary>64-bit offsets and items.</summary>
    LargeList,

    /// <summary>Items, the same number for each list.</summary>
    FixedSizeList,
}
