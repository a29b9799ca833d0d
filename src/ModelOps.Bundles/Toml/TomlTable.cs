namespace ModelOps.Bundles.Toml;

/// <summary>
/// A table. Its values are <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="TomlMoment"/>,
/// <see cref="TomlArray"/> or <see cref="TomlTable"/>.
/// </summary>
public sealed class TomlTable
{
    private readonly Dictionary<string, (object Value, int Line)> _values = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];

    /// <summary>The keys, in the order of the text.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>Whether a header or dotted keys have defined it, so that no other header may.</summary>
    internal bool IsExplicit { get; set; }

    /// <summary>Whether it is an inline table, which nothing may add to.</summary>
    internal bool IsInline { get; set; }

    /// <summary>The value of a key; <see langword="null"/> where it is absent.</summary>
    public object? this[string key] => _values.TryGetValue(key, out var found) ? found.Value : null;

    /// <summary>The value of a path of keys; <see langword="null"/> where a part of it is absent or no table.</summary>
    public object? Find(params ReadOnlySpan<string> path)
    {
        object? value = this;
        foreach (var key in path) value = (value as TomlTable)?[key];
        return value;
    }

    /// <summary>The line of a key, counted from 1; 0 where it is absent.</summary>
    public int LineOf(string key) => _values.TryGetValue(key, out var found) ? found.Line : 0;

    internal bool TryAdd(string key, object value, int line)
    {
        if (!_values.TryAdd(key, (value, line))) return false;
        _keys.Add(key);
        return true;
    }
}
