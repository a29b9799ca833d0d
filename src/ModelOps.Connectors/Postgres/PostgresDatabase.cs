using ModelOps.Contracts.Errors;
using Npgsql;

namespace ModelOps.Connectors.Postgres;

/// <summary>
/// Connections to one PostgreSQL database, pooled. Every failure is an <see cref="OutsideException"/> with one of the codes
/// <c>store_unreachable</c> (retryable), <c>store_auth</c>, <c>store_tls</c>, <c>store_missing</c>, <c>store_forbidden</c> and
/// <c>store_fault</c>; none of them has a password in it.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _listeners;

    /// <summary>Nothing is connected yet.</summary>
    public PostgresDatabase(PostgresAddress address)
    {
        Address = address;
        _source = NpgsqlDataSource.Create(address.Settings);
        // A session that listens does so to its end and is nobody else's.
        _listeners = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(address.Settings.ConnectionString) { Pooling = false });
    }

    /// <summary>Where it is.</summary>
    public PostgresAddress Address { get; }

    /// <summary>
    /// Executes statements in one exchange with the server. Each is a transaction of its own: it is over on the server even if this
    /// process is paused before it reads the answer. The first that fails is thrown.
    /// </summary>
    public Task ExecuteAsync(IReadOnlyList<PostgresStatement> statements, CancellationToken cancellationToken) => MappedAsync(
        async () =>
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            await using var batch = connection.CreateBatch();
            batch.EnableErrorBarriers = true;
            foreach (var statement in statements) batch.BatchCommands.Add(Command(statement));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            foreach (var statement in statements)
            {
                while (await reader.ReadAsync(cancellationToken)) statement.Row(reader);
                await reader.NextResultAsync(cancellationToken);
            }
        },
        cancellationToken);

    /// <summary>Executes a script of statements without parameters in one transaction, alone among all that name the same lock.</summary>
    /// <param name="script">The statements.</param>
    /// <param name="advisoryLock">The key of an advisory lock that is held meanwhile.</param>
    /// <param name="cancellationToken">Gives up; nothing is changed then.</param>
    public Task ExecuteAloneAsync(string script, long advisoryLock, CancellationToken cancellationToken) => MappedAsync(
        async () =>
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var locking = new NpgsqlCommand("select pg_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = advisoryLock } } };
            await locking.ExecuteNonQueryAsync(cancellationToken);
            await using var command = new NpgsqlCommand(script, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>Calls back for every notification on a channel until it is cancelled or the connection is lost, which is thrown.</summary>
    /// <param name="channel">The channel: lower-case letters, digits and underscores.</param>
    /// <param name="listening">Called once notifications are being received.</param>
    /// <param name="notified">Called with each payload.</param>
    /// <param name="cancellationToken">Ends the listening.</param>
    public Task ListenAsync(string channel, Action listening, Action<string> notified, CancellationToken cancellationToken) => MappedAsync(
        async () =>
        {
            await using var connection = await _listeners.OpenConnectionAsync(cancellationToken);
            connection.Notification += (_, notification) => notified(notification.Payload);
            await using (var listen = new NpgsqlCommand($"listen {channel}", connection)) await listen.ExecuteNonQueryAsync(cancellationToken);
            listening();
            while (true) await connection.WaitAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _listeners.DisposeAsync();
        await _source.DisposeAsync();
    }

    private static NpgsqlBatchCommand Command(PostgresStatement statement)
    {
        var command = new NpgsqlBatchCommand(statement.Sql);
        foreach (var value in statement.Parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private async Task MappedAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (PostgresFault.Knows(fault))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw PostgresFault.Of(fault, Address);
        }
    }
}
