using System.Text;

namespace ModelOps.Tables.Columns;

/// <summary>Checks of offsets and texts that come from outside. They run over every row, so they are plain loops.</summary>
internal static class OffsetChecks
{
    /// <summary>Requires offsets that start at 0 or later, never fall, and end within <paramref name="limit"/>.</summary>
    public static void NeverFalling(string name, ReadOnlySpan<int> offsets, int limit)
    {
        var last = 0;
        for (var i = 0; i < offsets.Length; i++)
        {
            if (offsets[i] < last) throw InvalidTable.Because($"column '{name}' has offset {offsets[i]} at {i}, after {last}");
            last = offsets[i];
        }
        if (last > limit) throw InvalidTable.Because($"column '{name}' has an offset of {last} into {limit} bytes or items");
    }

    /// <summary>Requires every text that is not missing to be UTF-8.</summary>
    public static void Utf8(string name, in OffsetBytes texts, int rows, Validity validity)
    {
        var offsets = texts.OffsetValues;
        var data = texts.Data.Span;
        var used = data[offsets[0]..offsets[rows]];
        if (Ascii.IsValid(used) || (System.Text.Unicode.Utf8.IsValid(used) && BeginAtCharacters(data, offsets))) return;
        // Arrow leaves open what stands under a missing value, so only now each text by itself.
        for (var i = 0; i < rows; i++)
        {
            if (!validity.IsNull(i)) Utf8(name, data[offsets[i]..offsets[i + 1]], i);
        }
    }

    /// <summary>Requires one text to be UTF-8.</summary>
    public static void Utf8(string name, ReadOnlySpan<byte> text, int row)
    {
        if (!System.Text.Unicode.Utf8.IsValid(text)) throw InvalidTable.Because($"row {row} of column '{name}' is not UTF-8");
    }

    private static bool BeginAtCharacters(ReadOnlySpan<byte> data, ReadOnlySpan<int> offsets)
    {
        foreach (var offset in offsets)
        {
            if (offset < data.Length && (data[offset] & 0xC0) == 0x80) return false;
        }
        return true;
    }
}
