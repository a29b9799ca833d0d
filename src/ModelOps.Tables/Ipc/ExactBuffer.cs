using System.Buffers;

namespace ModelOps.Tables.Ipc;

/// <summary>A writer into an array whose size is known beforehand.</summary>
internal sealed class ExactBuffer(int size) : IBufferWriter<byte>
{
    private int _written;

    /// <summary>The array.</summary>
    public byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(size);

    /// <inheritdoc />
    public void Advance(int count) => _written += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0) => Bytes.AsMemory(_written);

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0) => Bytes.AsSpan(_written);
}
