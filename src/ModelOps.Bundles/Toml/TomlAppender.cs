using System.Text;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Toml;

/// <summary>Adds tables to an array in a text, and keeps every byte that is there.</summary>
public static class TomlAppender
{
    private const string Indent = "    ";

    /// <summary>
    /// The text with further tables at the end of an array: as headers in double brackets after the last section of the array's parent, or
    /// as inline tables where the array is written in brackets.
    /// </summary>
    /// <param name="document">The text.</param>
    /// <param name="path">The array's keys; it may be absent.</param>
    /// <param name="tables">The tables; values are <see cref="string"/> or lists of such.</param>
    /// <exception cref="InvalidInputException">Code <c>toml_not_appendable</c>: something else has the name, or an inline table holds it.</exception>
    public static string Append(TomlDocument document, IReadOnlyList<string> path, IEnumerable<IReadOnlyList<KeyValuePair<string, object>>> tables)
    {
        var added = tables.ToList();
        if (added.Count == 0) return document.Text;
        var newLine = document.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var (at, text) = document.Root.Find([.. path]) switch
        {
            TomlArray { IsOfTables: false } array => Inline(array, added, newLine),
            null or TomlArray => Sections(document, path, added, newLine),
            _ => throw NotAppendable(document, path),
        };
        var edited = document.Text.Insert(at, text);
        try
        {
            TomlDocument.Parse(edited, document.Source);
        }
        catch (InvalidInputException)
        {
            throw NotAppendable(document, path);
        }
        return edited;
    }

    private static (int At, string Text) Inline(TomlArray array, List<IReadOnlyList<KeyValuePair<string, object>>> tables, string newLine)
    {
        var items = tables.Select(table => $"{newLine}{Indent}{{ {string.Join(", ", table.Select(Pair))} }}");
        return array.Items.Count == 0
            ? (array.Close, string.Join(',', items) + newLine)
            : (array.LastItemEnd, string.Concat(items.Select(item => "," + item)));
    }

    private static (int At, string Text) Sections(
        TomlDocument document, IReadOnlyList<string> path, List<IReadOnlyList<KeyValuePair<string, object>>> tables, string newLine)
    {
        var parent = path.SkipLast(1).ToList();
        var last = document.Sections.LastOrDefault(section => section.Path.Take(parent.Count).SequenceEqual(parent, StringComparer.Ordinal));
        var at = last?.End ?? document.Text.Length;
        var text = new StringBuilder();
        if (at > 0 && document.Text[at - 1] != '\n') text.Append(newLine);
        foreach (var table in tables)
        {
            if (at > 0 || text.Length > 0) text.Append(newLine);
            text.Append("[[").AppendJoin('.', path.Select(Key)).Append("]]").Append(newLine);
            foreach (var pair in table) text.Append(Pair(pair)).Append(newLine);
        }
        return (at, text.ToString());
    }

    private static string Pair(KeyValuePair<string, object> pair) => $"{Key(pair.Key)} = {Value(pair.Value)}";

    private static string Key(string key) => key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? key : Quote(key);

    private static string Value(object value) => value switch
    {
        string text => Quote(text),
        IEnumerable<string> texts => $"[{string.Join(", ", texts.Select(Quote))}]",
        _ => throw new ArgumentException($"A {value.GetType().Name} can't be written.", nameof(value)),
    };

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (TomlScanner.IsControl(c)) quoted.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }

    private static InvalidInputException NotAppendable(TomlDocument document, IReadOnlyList<string> path) => new(
        "toml_not_appendable", $"Tables can't be added to '{string.Join('.', path)}' in '{document.Source}': an inline table or another value stands there.",
        $"Write [{string.Join('.', path.SkipLast(1))}] as a table of its own.");
}
