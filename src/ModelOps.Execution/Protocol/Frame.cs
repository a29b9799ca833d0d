namespace ModelOps.Execution.Protocol;

/// <summary>One message between host and worker.</summary>
/// <param name="Type">Its kind; any value of the byte may arrive.</param>
/// <param name="Id">The number of the task or call; 0 in the handshake.</param>
/// <param name="Payload">Valid until the next frame is read.</param>
internal readonly record struct Frame(FrameType Type, uint Id, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Bytes before the payload: its length (u32, little-endian), the type (u8) and the id (u32, little-endian).</summary>
    public const int HeaderBytes = 9;

    /// <summary>The longest payload accepted. A claim beyond it is garbage, not a reason to allocate.</summary>
    public const int MaximumPayload = 1 << 30;

    /// <summary>Bytes before the answer to a task: how long it ran, in nanoseconds (u64, little-endian).</summary>
    public const int DurationBytes = 8;
}
