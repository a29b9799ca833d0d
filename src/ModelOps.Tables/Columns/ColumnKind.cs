namespace ModelOps.Tables.Columns;

/// <summary>What the values of a column are. Texts and bytes of any Arrow layout (32-bit, large, view, dictionary) are one kind.</summary>
public enum ColumnKind
{
    /// <summary>Every value is missing.</summary>
    Null,

    /// <summary>Truth values.</summary>
    Bool,

    /// <summary>Signed 8-bit integers.</summary>
    Int8,

    /// <summary>Signed 16-bit integers.</summary>
    Int16,

    /// <summary>Signed 32-bit integers.</summary>
    Int32,

    /// <summary>Signed 64-bit integers.</summary>
    Int64,

    /// <summary>Unsigned 8-bit integers.</summary>
    UInt8,

    /// <summary>Unsigned 16-bit integers.</summary>
    UInt16,

    /// <summary>Unsigned 32-bit integers.</summary>
    UInt32,

    /// <summary>Unsigned 64-bit integers.</summary>
    UInt64,

    /// <summary>IEEE 754 half precision.</summary>
    Float16,

    /// <summary>IEEE 754 single precision.</summary>
    Float32,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,

    /// <summary>UTF-8 texts.</summary>
    Utf8,

    /// <summary>Byte strings.</summary>
    Binary,

    /// <summary>Days since 1970-01-01 in 32 bits.</summary>
    Date32,

    /// <summary>Milliseconds since 1970-01-01 in 64 bits, of whole days.</summary>
    Date64,

    /// <summary>Time of day in seconds or milliseconds, 32 bits.</summary>
    Time32,

    /// <summary>Time of day in microseconds or nanoseconds, 64 bits.</summary>
    Time64,

    /// <summary>A count of the unit since 1970-01-01T00:00:00: of UTC when the type has a zone, of wall-clock time otherwise.</summary>
    Timestamp,

    /// <summary>A span of time as a count of the unit.</summary>
    Duration,

    /// <summary>Lists of truth values or numbers.</summary>
    List,
}
