using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ModelOps.Contracts.Parameters;

/// <summary>Parameter values by name in code point order, in two arrays: a study has one of these for every trial.</summary>
internal sealed class SortedValues : IReadOnlyDictionary<string, ParameterValue>
{
    private readonly string[] _names;
    private readonly ParameterValue[] _values;

    /// <param name="values">In any order.</param>
    public SortedValues(IEnumerable<KeyValuePair<string, ParameterValue>> values)
    {
        var given = values.ToList();
        _names = [.. given.Select(value => value.Key)];
        _values = [.. given.Select(value => value.Value)];
        Array.Sort(_names, _values, CodePointComparer.Instance);
    }

    public int Count => _names.Length;

    public IEnumerable<string> Keys => _names;

    public IEnumerable<ParameterValue> Values => _values;

    /// <summary>A name that was given twice; <see langword="null"/> if none was.</summary>
    public string? Twice => _names.Where((name, i) => i > 0 && _names[i - 1] == name).FirstOrDefault();

    public ParameterValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no parameter '{key}'.");

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out ParameterValue value)
    {
        var index = IndexOf(key);
        value = index >= 0 ? _values[index] : null;
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, ParameterValue>> GetEnumerator()
    {
        for (var i = 0; i < _names.Length; i++) yield return new(_names[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string key) => Array.BinarySearch(_names, key, CodePointComparer.Instance);
}
