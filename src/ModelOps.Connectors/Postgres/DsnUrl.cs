using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.Postgres;

/// <summary>
/// The URL form of a DSN: <c>postgresql://[user[:password]@][host[:port]][/database][?key=value&amp;…]</c>. A driver in the scheme
/// (<c>postgresql+psycopg2</c>) is accepted. The user part ends at the last at sign, so that a password that nobody escaped is taken
/// as it is meant; percent escapes are decoded everywhere.
/// </summary>
internal static class DsnUrl
{
    /// <summary>Its keys and values.</summary>
    public static Dictionary<string, string> Read(string url)
    {
        var scheme = url[..url.IndexOf("://", StringComparison.Ordinal)];
        if (scheme.Split('+')[0] is not ("postgres" or "postgresql")) throw Invalid("expected a URL that begins with postgresql://");
        var rest = url[(scheme.Length + "://".Length)..];
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = rest.LastIndexOf('@');
        if (at >= 0) ReadUser(rest[..at], keys);
        var (place, query) = Halves(rest[(at + 1)..], '?');
        var (authority, database) = Halves(place, '/');
        ReadHost(authority, keys);
        Set(keys, "dbname", database);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = Halves(pair, '=');
            Set(keys, Decoded(key), value);
        }
        return keys;
    }

    private static void ReadUser(string user, Dictionary<string, string> keys)
    {
        var (name, password) = Halves(user, ':');
        Set(keys, "user", name);
        Set(keys, "password", password);
    }

    // The colons of an IPv6 address stand in brackets.
    private static void ReadHost(string authority, Dictionary<string, string> keys)
    {
        var bracket = authority.LastIndexOf(']');
        var colon = authority.IndexOf(':', bracket + 1);
        Set(keys, "host", (colon < 0 ? authority : authority[..colon]).Trim('[', ']'));
        if (colon >= 0) Set(keys, "port", authority[(colon + 1)..]);
    }

    private static void Set(Dictionary<string, string> keys, string key, string value)
    {
        if (value.Length > 0) keys[key] = Decoded(value);
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text);

    private static (string Left, string Right) Halves(string text, char separator)
    {
        var index = text.IndexOf(separator, StringComparison.Ordinal);
        return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
    }

    private static InvalidInputException Invalid(string what) =>
        new("invalid_dsn", $"The DSN is no address of a PostgreSQL database: {what}.", "Such as postgresql://user@host:5432/database?sslmode=require, with PGPASSWORD set.");
}
