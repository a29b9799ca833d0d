using System.Globalization;
using Npgsql;

namespace ModelOps.Connectors.Postgres;

/// <summary>The keys of a DSN, the variable that stands in for each, and what they set. Names: libpq, "Parameter Key Words".</summary>
internal static class DsnKeys
{
    private static readonly Dictionary<string, SslMode> Modes = new(StringComparer.Ordinal)
    {
        ["disable"] = SslMode.Disable,
        ["allow"] = SslMode.Allow,
        ["prefer"] = SslMode.Prefer,
        ["require"] = SslMode.Require,
        ["verify-ca"] = SslMode.VerifyCA,
        ["verify-full"] = SslMode.VerifyFull,
    };

    /// <summary>By key: the variable or <see langword="null"/>, and the setter, which is false for a value that does not fit.</summary>
    public static readonly IReadOnlyDictionary<string, (string? Variable, Func<NpgsqlConnectionStringBuilder, string, bool> Set)> All =
        new Dictionary<string, (string?, Func<NpgsqlConnectionStringBuilder, string, bool>)>(StringComparer.Ordinal)
        {
            ["host"] = ("PGHOST", Text((settings, value) => settings.Host = value)),
            ["port"] = ("PGPORT", Number(1, 65535, (settings, value) => settings.Port = value)),
            ["dbname"] = ("PGDATABASE", Text((settings, value) => settings.Database = value)),
            ["user"] = ("PGUSER", Text((settings, value) => settings.Username = value)),
            ["password"] = ("PGPASSWORD", Text((settings, value) => settings.Password = value)),
            ["passfile"] = ("PGPASSFILE", Text((settings, value) => settings.Passfile = value)),
            ["sslmode"] = ("PGSSLMODE", SetMode),
            ["sslrootcert"] = ("PGSSLROOTCERT", Text((settings, value) => settings.RootCertificate = value)),
            ["sslcert"] = ("PGSSLCERT", Text((settings, value) => settings.SslCertificate = value)),
            ["sslkey"] = ("PGSSLKEY", Text((settings, value) => settings.SslKey = value)),
            ["connect_timeout"] = ("PGCONNECT_TIMEOUT", Number(1, 600, (settings, value) => settings.Timeout = value)),
            ["options"] = ("PGOPTIONS", Text((settings, value) => settings.Options = value)),
            ["application_name"] = ("PGAPPNAME", Text((settings, value) => settings.ApplicationName = value)),
        };

    private static Func<NpgsqlConnectionStringBuilder, string, bool> Text(Action<NpgsqlConnectionStringBuilder, string> set) => (settings, value) =>
    {
        set(settings, value);
        return true;
    };

    private static Func<NpgsqlConnectionStringBuilder, string, bool> Number(int least, int most, Action<NpgsqlConnectionStringBuilder, int> set) =>
        (settings, value) =>
        {
            var fits = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;
            if (fits) set(settings, number);
            return fits;
        };

    private static bool SetMode(NpgsqlConnectionStringBuilder settings, string value)
    {
        if (!Modes.TryGetValue(value, out var mode)) return false;
        settings.SslMode = mode;
        return true;
    }
}
