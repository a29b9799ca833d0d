using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ModelOps.Model;

/// <summary>
/// Named columns of equal length, in the order added: <c>new Table { { "day", days }, { "cases", cases } }</c>.
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Table is the field's word.")]
public sealed class Table : IEnumerable<KeyValuePair<string, Array>>
{
    private readonly List<KeyValuePair<string, Array>> _columns = [];

    /// <summary>Adds a column of floating-point numbers.</summary>
    public void Add(string name, double[] values) => AddColumn(name, values);

    /// <summary>Adds a column of 64-bit integers.</summary>
    public void Add(string name, long[] values) => AddColumn(name, values);

    /// <summary>Adds a column of 32-bit integers.</summary>
    public void Add(string name, int[] values) => AddColumn(name, values);

    /// <summary>Adds a column of truth values.</summary>
    public void Add(string name, bool[] values) => AddColumn(name, values);

    /// <summary>Adds a column of texts; <see langword="null"/> is a missing value.</summary>
    public void Add(string name, string?[] values) => AddColumn(name, values);

    /// <summary>The number of rows; 0 without columns.</summary>
    public int Rows => _columns.Count == 0 ? 0 : _columns[0].Value.Length;

    /// <summary>
    /// A copy of a column of numbers or truth values (0 and 1) as doubles; one of texts is an <see cref="InvalidCastException"/>, and
    /// <see cref="KeyNotFoundException"/> names the known columns.
    /// </summary>
    public double[] Numbers(string name) => Column(name) switch
    {
        double[] numbers => [.. numbers],
        long[] numbers => Array.ConvertAll(numbers, number => (double)number),
        int[] numbers => Array.ConvertAll(numbers, number => (double)number),
        bool[] flags => Array.ConvertAll(flags, flag => flag ? 1.0 : 0.0),
        _ => throw new InvalidCastException($"Column '{name}' holds texts, not numbers."),
    };

    /// <summary>
    /// A copy of a column of texts, <see langword="null"/> where missing; another column is an <see cref="InvalidCastException"/>, and
    /// <see cref="KeyNotFoundException"/> names the known columns.
    /// </summary>
    public string?[] Texts(string name) =>
        Column(name) is string?[] texts ? [.. texts] : throw new InvalidCastException($"Column '{name}' holds numbers, not texts.");

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, Array>> GetEnumerator() => _columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Array Column(string name)
    {
        var at = _columns.FindIndex(column => column.Key == name);
        return at >= 0
            ? _columns[at].Value
            : throw new KeyNotFoundException($"The table has no column '{name}'; it has: {string.Join(", ", _columns.Select(column => column.Key))}.");
    }

    private void AddColumn(string name, Array values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        if (_columns.Exists(column => column.Key == name))
            throw new ArgumentException($"The table has a column '{name}' already.", nameof(name));
        if (_columns.Count > 0 && _columns[0].Value.Length != values.Length)
            throw new ArgumentException(
                $"Column '{name}' has {values.Length} rows, '{_columns[0].Key}' has {_columns[0].Value.Length}; a table's columns are of one length.",
                nameof(values));
        _columns.Add(new(name, values));
    }
}
