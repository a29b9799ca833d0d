namespace ModelOps.Tables.Columns;

/// <summary>
/// The value of one cell in a form that two columns can be joined on: the width of a number, the unit of a time and the encoding of
/// a text are gone. An integer 1 and a float 1.0 are different keys; <see cref="Widened"/> makes them equal.
/// </summary>
/// <param name="Kind">The family of the value.</param>
/// <param name="Number">The integer, day or nanoseconds; the bits of a float as a double, NaN and zero in one form each; else 0.</param>
/// <param name="Text">The text, or bytes as lower-case hex digits; null otherwise.</param>
public readonly record struct CellKey(CellKind Kind, Int128 Number, string? Text)
{
    /// <summary>The key of a missing value. It equals itself; a join that wants SQL's null skips it.</summary>
    public static readonly CellKey Null;

    /// <summary>The key of a truth value.</summary>
    public static CellKey Of(bool value) => new(CellKind.Bool, value ? 1 : 0, null);

    /// <summary>The key of an integer.</summary>
    public static CellKey Of(Int128 value) => new(CellKind.Integer, value, null);

    /// <summary>The key of a float: -0.0 is 0.0, and every NaN is the same.</summary>
    public static CellKey Of(double value)
    {
        var canonical = double.IsNaN(value) ? double.NaN : value == 0 ? 0.0 : value;
        return new(CellKind.Float, BitConverter.DoubleToInt64Bits(canonical), null);
    }

    /// <summary>The key of a text.</summary>
    public static CellKey Of(string value) => new(CellKind.Text, 0, value);

    /// <summary>This key, but a float with an integral value below 2^64 in size, and a truth value, become that integer.</summary>
    public CellKey Widened()
    {
        if (Kind == CellKind.Bool) return Of(Number);
        if (Kind != CellKind.Float) return this;
        var value = BitConverter.Int64BitsToDouble((long)Number);
        return Math.Abs(value) < 18446744073709551616.0 && Math.Truncate(value) == value ? Of((Int128)value) : this;
    }
}
