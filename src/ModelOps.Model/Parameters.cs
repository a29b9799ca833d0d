using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ModelOps.Model;

/// <summary>
/// Named values of a simulation: <see cref="bool"/>, <see cref="long"/>, <see cref="System.Numerics.BigInteger"/> beyond 64 bits,
/// <see cref="double"/> or <see cref="string"/>. Use an object initializer to build one: <c>new Parameters { ["beta"] = 1.5 }</c>.
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Parameters is the field's word.")]
public sealed class Parameters : IEnumerable<KeyValuePair<string, object>>
{
    private readonly SortedDictionary<string, object> _values = new(StringComparer.Ordinal);

    /// <summary>The value of a name, of one of the types above; <see cref="KeyNotFoundException"/> names the known ones.</summary>
    public object this[string name]
    {
        get => _values.TryGetValue(name, out var value) ? value : throw Unknown(name);
        set => _values[name] = value;
    }

    /// <summary>The names, in ordinal order.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>A number as a double; an integer parameter converts.</summary>
    public double Float(string name) => this[name] switch
    {
        double number => number,
        long whole => whole,
        var other => throw Mismatch(name, "a number", other),
    };

    /// <summary>A whole number; a float parameter does not convert.</summary>
    public long Int(string name) => this[name] is long whole ? whole : throw Mismatch(name, "an integer", this[name]);

    /// <summary>A text, such as the choice of a categorical parameter.</summary>
    public string Text(string name) => this[name] as string ?? throw Mismatch(name, "a text", this[name]);

    /// <summary>A truth value.</summary>
    public bool Flag(string name) => this[name] is bool flag ? flag : throw Mismatch(name, "a truth value", this[name]);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private KeyNotFoundException Unknown(string name) =>
        new($"Parameter '{name}' is not given; given are: {string.Join(", ", _values.Keys)}.");

    private static InvalidCastException Mismatch(string name, string expected, object value) =>
        new($"Parameter '{name}' is {value.GetType().Name}, not {expected}.");
}
