using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>The schema <c>mops</c> of a shared store: its version, and the scripts that bring an older one to it.</summary>
internal static class PostgresSchema
{
    /// <summary>The version that this code reads and writes.</summary>
    public const int Version = 2;

    private const int NoSchema = 0;
    private const long MigrationLock = 0x6D6F_7073_0000_0001;

    /// <summary>Creates the schema, or brings it up to date.</summary>
    /// <exception cref="ConflictException">Code <c>newer_schema</c>: a later version of mops made it. Nothing is changed.</exception>
    public static async Task EnsureAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        if (await FindAsync(database, cancellationToken) == Version) return;
        for (var next = 1; next <= Version; next++) await database.ExecuteAloneAsync(Script(next), MigrationLock, cancellationToken);
        await FindAsync(database, cancellationToken);
    }

    private static async Task<int> FindAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        var exists = false;
        var version = NoSchema;
        await database.ExecuteAsync(
            [new("select to_regclass('mops.schema_version') is not null") { Row = row => exists = row.GetBoolean(0) }], cancellationToken);
        if (!exists) return NoSchema;
        await database.ExecuteAsync([new("select max(version) from mops.schema_version") { Row = row => version = row.GetInt32(0) }], cancellationToken);
        return version <= Version ? version : throw new ConflictException(
            "newer_schema",
            $"{database.Address} has version {version} of the schema 'mops'; this version of mops knows up to {Version}.",
            "Use the version of mops that made it, or a later one; nothing was changed.");
    }

    private static string Script(int version)
    {
        using var script = typeof(PostgresSchema).Assembly.GetManifestResourceStream($"schema_{version}.sql")!;
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }
}
