using ModelOps.Testing.Servers.Dask;

namespace ModelOps.Execution.Tests.Dask;

/// <summary>One cluster of two workers for all tests of this program that do not harm it. Started by the first that asks.</summary>
public sealed class DaskFixture : IAsyncDisposable
{
    private readonly Lazy<Task<DaskCluster>> _cluster = new(() => Task.Run(() => DaskCluster.StartAsync(new() { Tool = Environment.ProcessPath! })));

    /// <summary>The cluster.</summary>
    public Task<DaskCluster> ClusterAsync() => _cluster.Value;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_cluster.IsValueCreated && _cluster.Value.IsCompletedSuccessfully) await (await _cluster.Value).DisposeAsync();
    }
}
