using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Toml;

/// <summary>
/// A text in TOML 1.0; besides, inline tables may span lines and end with a comma, as in 1.1. Whole numbers have 64 bits.
/// </summary>
public sealed class TomlDocument
{
    private const int MaxBytes = 16 << 20;

    private readonly TomlScanner _scanner;
    private readonly List<TomlTable> _dotted = [];
    private readonly List<TomlSection> _sections = [];
    private TomlTable _current;

    private TomlDocument(string text, string source)
    {
        (Text, Source) = (text, source);
        _scanner = new(text, source);
        _current = Root;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The name of the text in messages.</summary>
    public string Source { get; }

    /// <summary>The table that holds everything.</summary>
    public TomlTable Root { get; } = new();

    /// <summary>The headers, in the order of the text.</summary>
    internal IReadOnlyList<TomlSection> Sections => _sections;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_toml</c>; the message names the line.</exception>
    public static TomlDocument Parse(string text, string source)
    {
        var document = new TomlDocument(text, source);
        document.ParseStatements();
        return document;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidInputException">Codes <c>invalid_toml</c> and <c>toml_too_large</c> (more than 16 MiB).</exception>
    public static TomlDocument Load(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw new InvalidInputException("toml_too_large", $"'{path}' is larger than 16 MiB.");
            return Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)), path);
        }
        catch (DecoderFallbackException fault)
        {
            throw new InvalidInputException("invalid_toml", $"'{path}' is not UTF-8 text.", inner: fault);
        }
        catch (Exception fault) when (StorageError.IsStorage(fault))
        {
            throw StorageError.Of("read the file", path, fault);
        }
    }

    private void ParseStatements()
    {
        for (_scanner.SkipBlankLines(); !_scanner.AtEnd; _scanner.SkipBlankLines())
        {
            if (_scanner.Current == '[') ParseHeader();
            else ParseKeyValue();
            _scanner.EndStatement();
            if (_sections.Count > 0) _sections[^1] = _sections[^1] with { End = _scanner.Position };
        }
    }

    private void ParseHeader()
    {
        // What dotted keys made in the section that ends here is defined by now.
        foreach (var table in _dotted) table.IsExplicit = true;
        _dotted.Clear();
        var isArray = _scanner.TryTake("[[");
        if (!isArray) _scanner.Position++;
        _scanner.SkipBlanks();
        var path = TomlValues.ParsePath(_scanner);
        _current = isArray ? AppendTable(path) : DefineTable(path);
        _scanner.Take(isArray ? "]]" : "]", "after a header");
        _sections.Add(new(path, 0));
    }

    private TomlTable DefineTable(List<string> path)
    {
        var parent = Walk(path);
        parent.TryAdd(path[^1], new TomlTable(), _scanner.Line);
        if (parent[path[^1]] is not TomlTable { IsExplicit: false, IsInline: false } table) throw Twice(path);
        table.IsExplicit = true;
        return table;
    }

    private TomlTable AppendTable(List<string> path)
    {
        var parent = Walk(path);
        parent.TryAdd(path[^1], new TomlArray(isOfTables: true), _scanner.Line);
        if (parent[path[^1]] is not TomlArray { IsOfTables: true } array) throw Twice(path);
        var table = new TomlTable { IsExplicit = true };
        array.Add(table);
        return table;
    }

    private TomlTable Walk(List<string> path)
    {
        var table = Root;
        foreach (var key in path.SkipLast(1))
        {
            table.TryAdd(key, new TomlTable(), _scanner.Line);
            table = table[key] switch
            {
                TomlTable { IsInline: false } child => child,
                TomlArray { IsOfTables: true } array => (TomlTable)array.Items[^1],
                _ => throw _scanner.Error($"'{key}' has a value already, which nothing may add to"),
            };
        }
        return table;
    }

    private void ParseKeyValue()
    {
        var path = TomlValues.ParsePath(_scanner);
        var line = _scanner.Line;
        _scanner.Take("=", "after a key");
        _scanner.SkipBlanks();
        var table = _current;
        foreach (var key in path.SkipLast(1))
        {
            table.TryAdd(key, new TomlTable(), line);
            table = table[key] is TomlTable { IsExplicit: false, IsInline: false } child
                ? child
                : throw _scanner.Error($"'{key}' is defined elsewhere, and dotted keys may not add to it");
            _dotted.Add(table);
        }
        var value = TomlValues.Parse(_scanner);
        if (!table.TryAdd(path[^1], value, line)) throw _scanner.Error($"the key '{string.Join('.', path)}' is there twice");
    }

    private InvalidInputException Twice(List<string> path) => _scanner.Error($"'{string.Join('.', path)}' is defined twice");
}
