namespace ModelOps.Testing.Servers.Postgres;

/// <summary>One server for all tests of a program that do not harm it; each has a database of its own. Started by the first that asks.</summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(() => Task.Run(() => PostgresServer.StartAsync()));

    /// <summary>The server.</summary>
    public Task<PostgresServer> ServerAsync() => _server.Value;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully) await (await _server.Value).DisposeAsync();
    }
}
