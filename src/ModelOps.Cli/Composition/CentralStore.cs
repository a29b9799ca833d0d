using ModelOps.Adaptive.Stores.Postgres;
using ModelOps.Cli.Invocation;
using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Composition;

/// <summary>The database that several machines share: <c>ADAPTIVE_STORAGE_DSN</c>, or the libpq variables, or a DSN that is given.</summary>
internal static class CentralStore
{
    /// <summary>In place of a DSN: the one that the environment gives.</summary>
    public const string FromEnvironment = "env";

    private const string DsnVariable = "ADAPTIVE_STORAGE_DSN";

    private static readonly string[] ConnectionVariables = ["PGHOST", "PGDATABASE", "PGUSER"];

    /// <summary>The address that a DSN gives, or the environment.</summary>
    /// <param name="context">The run of the tool.</param>
    /// <param name="dsn">A URL, <c>key=value</c> pairs, or <see cref="FromEnvironment"/>.</param>
    /// <exception cref="InvalidInputException">Codes <c>central_store_address</c> and <c>invalid_dsn</c>.</exception>
    public static PostgresAddress AddressOf(CliContext context, string dsn)
    {
        if (dsn != FromEnvironment) return PostgresAddress.Parse(dsn, context.Variable);
        if (context.Variable(DsnVariable) is { Length: > 0 } given) return PostgresAddress.Parse(given, context.Variable);
        var missing = ConnectionVariables.Where(name => context.Variable(name) is not { Length: > 0 }).ToList();
        return missing.Count == 0 ? PostgresAddress.FromVariables(context.Variable) : throw new InvalidInputException(
            "central_store_address",
            $"A central store is asked for, but neither {DsnVariable} nor {string.Join(", ", missing)} is set.",
            $"Set {DsnVariable} or the PG* variables; 'mops adaptive run --local' keeps a study on this machine.");
    }

    /// <summary>Connects.</summary>
    public static Task<PostgresStudies> ConnectAsync(CliContext context, string dsn, CancellationToken cancellationToken) =>
        PostgresStudies.ConnectAsync(AddressOf(context, dsn), new(context.Time), cancellationToken);
}
