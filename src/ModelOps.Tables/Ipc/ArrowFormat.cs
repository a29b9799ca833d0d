namespace ModelOps.Tables.Ipc;

/// <summary>
/// Numbers of the Arrow IPC format (https://arrow.apache.org/docs/format/Columnar.html): the slots of its FlatBuffers tables in
/// Schema.fbs, Message.fbs and File.fbs, and the sizes of its structs.
/// </summary>
internal static class ArrowFormat
{
    /// <summary>Before the length of each message since format 0.15.</summary>
    public const int Continuation = -1;

    /// <summary>MetadataVersion V4; earlier ones predate the stable format.</summary>
    public const short VersionV4 = 3;

    /// <summary>MetadataVersion V5, the current one.</summary>
    public const short VersionV5 = 4;

    /// <summary>Messages and buffers begin at multiples of this.</summary>
    public const int Alignment = 8;

    /// <summary>The struct FieldNode: length and null count, 64 bits each.</summary>
    public const int NodeSize = 16;

    /// <summary>The struct Buffer: offset and length, 64 bits each.</summary>
    public const int BufferSize = 16;

    /// <summary>The struct Block: 64-bit offset, 32-bit metadata length, padding, 64-bit body length.</summary>
    public const int BlockSize = 24;

    /// <summary>The file form begins with its magic, padded to the alignment.</summary>
    public const int HeaderSize = 8;

    /// <summary>The file form ends with the footer's length and the magic.</summary>
    public const int TrailerSize = sizeof(int) + 6;

    /// <summary>At both ends of the file form.</summary>
    public static ReadOnlySpan<byte> FileMagic => "ARROW1"u8;
}
