using System.Text;

namespace ModelOps.Connectors.Processes;

/// <summary>Keeps the last bytes of a stream that may be endless. Safe for one writer and any number of readers.</summary>
/// <param name="capacity">How many bytes are kept, at least 1.</param>
public sealed class OutputTail(int capacity)
{
    private readonly byte[] _ring = new byte[capacity];
    private long _written;

    /// <summary>Adds what was read; the oldest bytes beyond the capacity are dropped.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_ring)
        {
            if (bytes.Length > capacity)
            {
                _written += bytes.Length - capacity;
                bytes = bytes[^capacity..];
            }
            var at = (int)(_written % capacity);
            var first = Math.Min(bytes.Length, capacity - at);
            bytes[..first].CopyTo(_ring.AsSpan(at));
            bytes[first..].CopyTo(_ring);
            _written += bytes.Length;
        }
    }

    /// <summary>The kept bytes as text; a leading ellipsis says that more came before.</summary>
    public override string ToString()
    {
        lock (_ring)
        {
            if (_written <= capacity) return Encoding.UTF8.GetString(_ring, 0, (int)_written);
            var at = (int)(_written % capacity);
            return "…" + Encoding.UTF8.GetString([.. _ring[at..], .. _ring[..at]]);
        }
    }
}
