namespace ModelOps.Execution.Results;

/// <summary>The types of raw columns; the numbers are those on the wire, whose top bit marks a column with missing values.</summary>
internal enum RawKind : byte
{
    /// <summary>Every value is missing.</summary>
    Null = 0,

    /// <summary>Truth values, a byte each.</summary>
    Bool = 1,

    Int8 = 2,
    Int16 = 3,
    Int32 = 4,
    Int64 = 5,
    UInt8 = 6,
    UInt16 = 7,
    UInt32 = 8,
    UInt64 = 9,
    Float16 = 10,
    Float32 = 11,
    Float64 = 12,

    /// <summary>Texts: one i32 offset more than there are rows, then the UTF-8 bytes.</summary>
    Utf8 = 13,

    /// <summary>Days since 1970-01-01, as i32.</summary>
    Date32 = 14,

    TimestampSeconds = 15,
    TimestampMilliseconds = 16,
    TimestampMicroseconds = 17,
    TimestampNanoseconds = 18,
    DurationSeconds = 19,
    DurationMilliseconds = 20,
    DurationMicroseconds = 21,
    DurationNanoseconds = 22,
}
