using ModelOps.Contracts.Errors;

namespace ModelOps.Tables.Columns;

/// <summary>
/// One immutable named column. A row index is 0-based; one out of range is a programming error and throws accordingly. What a column
/// of another type cannot answer is an <see cref="InvalidInputException"/> with code <c>column_type</c> that names the column and its
/// type. A column that was read from bytes keeps those bytes alive and must not outlive a pooled buffer.
/// </summary>
public abstract class Column
{
    private protected Column(string name, ColumnType type, int rows)
    {
        Name = name;
        Type = type;
        Rows = rows;
    }

    /// <summary>The name, unique in its table.</summary>
    public string Name { get; }

    /// <summary>The logical type of the values; of a dictionary column the type of the dictionary's values.</summary>
    public ColumnType Type { get; }

    /// <summary>The number of values, missing ones included.</summary>
    public int Rows { get; }

    /// <summary>How many values are missing.</summary>
    public abstract int NullCount { get; }

    /// <summary>Whether the value of a row is missing.</summary>
    public abstract bool IsNull(int row);

    /// <summary>
    /// All values as doubles, for numbers and truth values (0 and 1): missing values are NaN, integers beyond 2^53 round to nearest.
    /// </summary>
    public virtual double[] ToDoubles() => throw Mismatch("numbers");

    /// <summary>One value as <see cref="ToDoubles"/> gives it.</summary>
    public virtual double GetDouble(int row) => throw Mismatch("numbers");

    /// <summary>
    /// The exact integer of a row; of a date, time, timestamp or duration the count of its unit. A missing value is code
    /// <c>missing_value</c>, one beyond the range of the result code <c>out_of_range</c>.
    /// </summary>
    public virtual long GetInt64(int row) => throw Mismatch("integers");

    /// <summary>The exact unsigned integer of a row; failures as of <see cref="GetInt64"/>.</summary>
    public virtual ulong GetUInt64(int row) => throw Mismatch("integers");

    /// <summary>The truth value of a row; a missing one is code <c>missing_value</c>.</summary>
    public virtual bool GetBool(int row) => throw Mismatch("truth values");

    /// <summary>The text of a row, or null if it is missing.</summary>
    public virtual string? GetText(int row) => throw Mismatch("texts");

    /// <summary>The UTF-8 or plain bytes of a row of texts or bytes, without a copy; empty if missing.</summary>
    public virtual ReadOnlySpan<byte> GetBytes(int row) => throw Mismatch("texts or bytes");

    /// <summary>The items of a row of lists as <see cref="ToDoubles"/> gives them, or null if the list is missing.</summary>
    public virtual double[]? GetDoubles(int row) => throw Mismatch("lists of numbers");

    /// <summary>
    /// The stored values of a number, date, time, timestamp or duration column without a copy; <typeparamref name="T"/> must be the
    /// stored type exactly (dates and times: <see cref="int"/> or <see cref="long"/>). What stands in missing rows has no meaning.
    /// </summary>
    public virtual ReadOnlySpan<T> GetValues<T>()
        where T : unmanaged => throw Mismatch(typeof(T).Name + " values");

    /// <summary>
    /// The value of a row, boxed: null, <see cref="bool"/>, the number's own .NET type, <see cref="string"/>, <see cref="byte"/>[] or
    /// <see cref="double"/>[]; dates and times as the text of <see cref="Display"/>.
    /// </summary>
    public abstract object? GetValue(int row);

    /// <summary>
    /// The value of a row as a text, or null if it is missing: numbers in the shortest form that reads back the same, truth values
    /// <c>true</c> and <c>false</c>, dates and times in ISO 8601, bytes in hex, lists as <c>[1, 2]</c>.
    /// </summary>
    public abstract string? Display(int row);

    /// <summary>The value of a row as a join key; lists have none.</summary>
    public abstract CellKey GetKey(int row);

    /// <summary>The same values under another name.</summary>
    public abstract Column Renamed(string name);

    /// <summary>Adds nodes and buffers of the plain Arrow layout. Equal values give equal bytes, however the column came about.</summary>
    internal abstract void AppendTo(ColumnLayout layout);

    /// <summary>Chunks of one field, this column the first of them, laid end to end.</summary>
    internal abstract Column Concat(IReadOnlyList<Column> chunks);

    /// <summary>The rows picked by index, in the plain layout; -1 gives a missing value.</summary>
    internal abstract Column Gather(ReadOnlySpan<int> rows);

    private protected InvalidInputException Mismatch(string wanted) =>
        new("column_type", $"Column '{Name}' holds {Type}, not {wanted}.");

    private protected InvalidInputException Missing(int row) =>
        new("missing_value", $"Row {row} of column '{Name}' has no value, where one is needed.");

    private protected InvalidInputException OutOfRange(int row, string type) =>
        new("out_of_range", $"Row {row} of column '{Name}' is {Display(row)}, which {type} cannot hold.");

    private protected static int TotalRows(IReadOnlyList<Column> chunks) => (int)WithinArray(chunks.Sum(chunk => (long)chunk.Rows), "rows");

    private protected static long WithinArray(long size, string what) => size <= Array.MaxLength
        ? size
        : throw InvalidTable.TooLarge($"A column has {size:N0} {what}; at most {Array.MaxLength:N0} fit.", "Split the table.");
}
