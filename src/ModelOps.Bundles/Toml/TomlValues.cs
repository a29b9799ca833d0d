namespace ModelOps.Bundles.Toml;

/// <summary>Keys and values.</summary>
internal static class TomlValues
{
    /// <summary>The keys of a path such as <c>a."b c".d</c>.</summary>
    public static List<string> ParsePath(TomlScanner scanner)
    {
        var path = new List<string> { ParseKey(scanner) };
        while (true)
        {
            scanner.SkipBlanks();
            if (!scanner.TryTake(".")) return path;
            scanner.SkipBlanks();
            path.Add(ParseKey(scanner));
        }
    }

    /// <summary>The value that begins here.</summary>
    public static object Parse(TomlScanner scanner) => scanner.Current switch
    {
        '"' or '\'' => TomlStrings.Parse(scanner),
        '[' => scanner.Nested(() => ParseArray(scanner)),
        '{' => scanner.Nested(() => ParseInlineTable(scanner)),
        _ => TomlScalars.Parse(scanner),
    };

    private static string ParseKey(TomlScanner scanner)
    {
        if (scanner.Current is '"' or '\'') return TomlStrings.ParseOneLine(scanner);
        var start = scanner.Position;
        while (char.IsAsciiLetterOrDigit(scanner.Current) || scanner.Current is '_' or '-') scanner.Position++;
        return scanner.Position > start ? scanner.Text[start..scanner.Position] : throw scanner.Error("a key is missing");
    }

    private static TomlArray ParseArray(TomlScanner scanner)
    {
        var array = new TomlArray(isOfTables: false);
        scanner.Position++;
        array.LastItemEnd = scanner.Position;
        scanner.SkipBlankLines();
        while (scanner.Current != ']')
        {
            array.Add(Parse(scanner));
            array.LastItemEnd = scanner.Position;
            scanner.SkipBlankLines();
            if (!scanner.TryTake(",")) break;
            scanner.SkipBlankLines();
        }
        array.Close = scanner.Position;
        scanner.Take("]", "or ',' after a value of an array");
        return array;
    }

    // Beyond TOML 1.0: ends of lines, comments and a comma at the end, as 1.1 allows.
    private static TomlTable ParseInlineTable(TomlScanner scanner)
    {
        var table = new TomlTable();
        scanner.Position++;
        scanner.SkipBlankLines();
        while (scanner.Current != '}')
        {
            var path = ParsePath(scanner);
            var line = scanner.Line;
            scanner.Take("=", "after a key");
            scanner.SkipBlanks();
            var value = Parse(scanner);
            if (!Parent(scanner, table, path).TryAdd(path[^1], value, line)) throw scanner.Error($"the key '{path[^1]}' is there twice");
            scanner.SkipBlankLines();
            if (!scanner.TryTake(",")) break;
            scanner.SkipBlankLines();
        }
        scanner.Take("}", "or ',' after a value of an inline table");
        Close(table);
        return table;
    }

    private static TomlTable Parent(TomlScanner scanner, TomlTable table, List<string> path)
    {
        foreach (var key in path.SkipLast(1))
        {
            if (table[key] is null) table.TryAdd(key, new TomlTable(), scanner.Line);
            table = table[key] is TomlTable { IsInline: false } child ? child : throw scanner.Error($"'{key}' has a value already, which nothing may add to");
        }
        return table;
    }

    private static void Close(TomlTable table)
    {
        table.IsInline = true;
        foreach (var child in table.Keys.Select(key => table[key]).OfType<TomlTable>().Where(child => !child.IsInline)) Close(child);
    }
}
