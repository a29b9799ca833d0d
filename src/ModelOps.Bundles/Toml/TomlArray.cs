namespace ModelOps.Bundles.Toml;

/// <summary>An array: of values in brackets, or of the tables under headers in double brackets.</summary>
public sealed class TomlArray
{
    private readonly List<object> _items = [];

    internal TomlArray(bool isOfTables) => IsOfTables = isOfTables;

    /// <summary>The items, of the types that <see cref="TomlTable"/> names.</summary>
    public IReadOnlyList<object> Items => _items;

    /// <summary>Whether headers in double brackets make it up.</summary>
    public bool IsOfTables { get; }

    /// <summary>Of an array in brackets: the offset in the text of its closing bracket.</summary>
    internal int Close { get; set; }

    /// <summary>Of an array in brackets: the offset after its last item.</summary>
    internal int LastItemEnd { get; set; }

    internal void Add(object item) => _items.Add(item);
}
