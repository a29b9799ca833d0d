using System.Numerics;
using System.Runtime.InteropServices;

namespace ModelOps.Tables.Columns;

/// <summary>Enumerates the positions of the first <paramref name="count"/> clear bits of a bitmap, which has at least so many.</summary>
/// <param name="bits">The bitmap.</param>
/// <param name="count">How many to give.</param>
internal ref struct ClearBits(ReadOnlySpan<byte> bits, int count)
{
    private const int WordBits = 64;

    private readonly ReadOnlySpan<byte> _bits = bits;
    private int _left = count;
    private int _start = -WordBits;
    private ulong _word;

    /// <summary>The position of a clear bit.</summary>
    public int Current { get; private set; }

    /// <summary>This enumeration.</summary>
    public readonly ClearBits GetEnumerator() => this;

    /// <summary>Goes to the next clear bit.</summary>
    public bool MoveNext()
    {
        if (_left == 0) return false;
        while (_word == 0)
        {
            _start += WordBits;
            _word = ~Word();
        }
        Current = _start + BitOperations.TrailingZeroCount(_word);
        _word &= _word - 1;
        _left--;
        return true;
    }

    private readonly ulong Word()
    {
        var rest = _bits[(_start / 8)..];
        if (rest.Length >= sizeof(ulong)) return MemoryMarshal.Read<ulong>(rest);
        var last = 0UL;
        for (var i = 0; i < rest.Length; i++) last |= (ulong)rest[i] << (8 * i);
        return last;
    }
}
