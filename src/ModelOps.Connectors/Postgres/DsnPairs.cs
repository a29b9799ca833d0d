using System.Text;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.Postgres;

/// <summary>
/// libpq's <c>key=value</c> form of a DSN: pairs separated by blanks, a value with blanks in single quotes, <c>\'</c> and <c>\\</c>
/// for a quote and a backslash.
/// </summary>
internal static class DsnPairs
{
    /// <summary>Its keys and values.</summary>
    public static Dictionary<string, string> Read(string text)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = SkipBlanks(text, 0); i < text.Length; i = SkipBlanks(text, i))
        {
            var equals = text.IndexOf('=', i);
            if (equals < 0) throw Invalid("expected key=value pairs");
            var key = text[i..equals].Trim();
            i = SkipBlanks(text, equals + 1);
            keys[key] = ReadValue(text, ref i);
        }
        return keys;
    }

    private static string ReadValue(string text, ref int i)
    {
        var value = new StringBuilder();
        var quoted = i < text.Length && text[i] == '\'';
        if (quoted) i++;
        for (; i < text.Length && (quoted ? text[i] != '\'' : !char.IsWhiteSpace(text[i])); i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length) i++;
            value.Append(text[i]);
        }
        if (!quoted) return value.ToString();
        if (i++ >= text.Length) throw Invalid("a quoted value has no end");
        return value.ToString();
    }

    private static int SkipBlanks(string text, int i)
    {
        while (i < text.Length && char.IsWhiteSpace(text[i])) i++;
        return i;
    }

    private static InvalidInputException Invalid(string what) =>
        new("invalid_dsn", $"The DSN is no address of a PostgreSQL database: {what}.", "Such as \"host=db.example user=me dbname=studies\", with PGPASSWORD set.");
}
