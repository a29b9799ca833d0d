using ModelOps.Contracts.Errors;
using Npgsql;

namespace ModelOps.Connectors.Postgres;

/// <summary>
/// Where a PostgreSQL database is and who connects to it. What is not given comes from the libpq variables (<c>PGHOST</c>,
/// <c>PGPORT</c>, <c>PGDATABASE</c>, <c>PGUSER</c>, <c>PGPASSWORD</c>, <c>PGPASSFILE</c>, <c>PGSSLMODE</c>, <c>PGSSLROOTCERT</c>,
/// <c>PGSSLCERT</c>, <c>PGSSLKEY</c>, <c>PGCONNECT_TIMEOUT</c>, <c>PGOPTIONS</c>), as with libpq. Its text never has the password.
/// </summary>
public sealed class PostgresAddress
{
    private const int DefaultPort = 5432;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings) => Settings = settings;

    internal NpgsqlConnectionStringBuilder Settings { get; }

    /// <summary>Reads a URL (<c>postgresql://user:password@host:port/database?sslmode=require</c>) or libpq's <c>key=value</c> form.</summary>
    /// <param name="dsn">The text; in a URL, <c>%40</c> is an at sign of the part after the host.</param>
    /// <param name="variable">Gives an environment variable or <see langword="null"/>.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_dsn</c>; the message names keys, never a value.</exception>
    public static PostgresAddress Parse(string dsn, Func<string, string?> variable) =>
        Of(dsn.Contains("://", StringComparison.Ordinal) ? DsnUrl.Read(dsn) : DsnPairs.Read(dsn), variable);

    /// <summary>The address that the variables alone give.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_dsn</c>: a variable's value does not fit.</exception>
    public static PostgresAddress FromVariables(Func<string, string?> variable) => Of([], variable);

    /// <summary><c>user@host:port/database</c>.</summary>
    public override string ToString() => $"{Settings.Username}@{Settings.Host}:{Settings.Port}/{Settings.Database}";

    private static PostgresAddress Of(Dictionary<string, string> given, Func<string, string?> variable)
    {
        foreach (var key in given.Keys.Where(key => !DsnKeys.All.ContainsKey(key)))
            throw new InvalidInputException("invalid_dsn", $"The DSN has the unknown key '{key}'.{Nearest.Hint(key, [.. DsnKeys.All.Keys])}");
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = "localhost",
            Port = DefaultPort,
            ApplicationName = "mops",
            Timeout = 10,
            CommandTimeout = 30,
            CancellationTimeout = 5000,
            // A dead peer is noticed by a connection that only waits for notifications.
            KeepAlive = 10,
            // No call leaves anything behind in its session, and the reset would be six statements.
            NoResetOnClose = true,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
        foreach (var (key, (name, set)) in DsnKeys.All)
        {
            var value = given.GetValueOrDefault(key) ?? (name is null ? null : variable(name));
            if (value is not { Length: > 0 }) continue;
            if (!set(settings, value)) throw Invalid(given.ContainsKey(key) ? $"key '{key}' of the DSN" : $"variable {name}");
        }
        settings.Username ??= variable("USER");
        settings.Database ??= settings.Username;
        return new(settings);
    }

    private static InvalidInputException Invalid(string place) =>
        new("invalid_dsn", $"The value of the {place} does not fit.", "Ports and times are whole numbers; sslmode is disable, allow, prefer, require, verify-ca or verify-full.");
}
