using System.Buffers;

namespace ModelOps.Durability.Logs;

/// <summary>Frames that are written together.</summary>
internal sealed class Batch
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<int> _starts = [];

    /// <summary>The frames, one after the other.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>Where each frame begins.</summary>
    public IReadOnlyList<int> Starts => _starts;

    public void Add(ReadOnlySpan<byte> payload)
    {
        _starts.Add(_bytes.WrittenCount);
        Frame.Write(_bytes, payload);
    }

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _starts.Clear();
    }
}
