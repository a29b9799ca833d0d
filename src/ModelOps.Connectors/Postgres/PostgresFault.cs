using System.Net.Sockets;
using System.Security.Authentication;
using ModelOps.Contracts.Errors;
using Npgsql;

namespace ModelOps.Connectors.Postgres;

/// <summary>What a failure of the driver means to a user.</summary>
internal static class PostgresFault
{
    /// <summary>Whether an exception is the driver's or its connection's.</summary>
    public static bool Knows(Exception fault) => fault is NpgsqlException or IOException or SocketException or TimeoutException;

    /// <summary>The error that an exception of these is.</summary>
    public static OutsideException Of(Exception fault, PostgresAddress address) => fault switch
    {
        PostgresException server => OfServer(server, address),
        NpgsqlException { InnerException: AuthenticationException tls } => Tls(address, tls.Message, fault),
        NpgsqlException { InnerException: null } driver when driver.Message.Contains("SSL", StringComparison.Ordinal) => Tls(address, driver.Message, fault),
        NpgsqlException { InnerException: null } driver when driver.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => Auth(address, fault),
        _ => Unreachable(address, Innermost(fault).Message, fault),
    };

    private static OutsideException OfServer(PostgresException fault, PostgresAddress address) => fault.SqlState switch
    {
        ['2', '8', ..] => Auth(address, fault),
        PostgresErrorCodes.InvalidCatalogName => new(
            "store_missing", $"{address}: {fault.MessageText}.", "Create the database with createdb, or correct the address.", inner: fault),
        PostgresErrorCodes.InsufficientPrivilege => new(
            "store_forbidden",
            $"{address}: {fault.MessageText}.",
            "The user needs to create a schema in the database: grant create on database DATABASE to USER.",
            inner: fault),
        _ when fault.IsTransient || fault.SqlState.StartsWith("57P", StringComparison.Ordinal) || fault.SqlState == PostgresErrorCodes.QueryCanceled
            => Unreachable(address, fault.MessageText, fault),
        _ => new("store_fault", $"{address}: {fault.MessageText} (SQLSTATE {fault.SqlState}).", inner: fault),
    };

    private static OutsideException Auth(PostgresAddress address, Exception fault) => new(
        "store_auth", $"{address} refuses the user or the password.", "Check the user and PGPASSWORD or the password of the DSN.", inner: fault);

    private static OutsideException Tls(PostgresAddress address, string what, Exception fault) => new(
        "store_tls", $"No TLS connection to {address}: {what}", "Check sslmode (PGSSLMODE) and sslrootcert (PGSSLROOTCERT).", inner: fault);

    private static OutsideException Unreachable(PostgresAddress address, string what, Exception fault) => new(
        "store_unreachable", $"{address} can't be reached: {what}", "Check that the server runs and the address is right; what is stored is kept.", retryable: true, fault);

    private static Exception Innermost(Exception fault) => fault.InnerException is { } inner ? Innermost(inner) : fault;
}
