namespace ModelOps.Testing.Kubernetes;

/// <summary>One API server for all tests of a program; each has namespaces of its own. Started by the first that asks.</summary>
public sealed class KubeFixture : IAsyncDisposable
{
    private readonly Lazy<Task<KubeApiServer>> _server = new(() => Task.Run(KubeApiServer.StartAsync));
    private int _namespaces;

    /// <summary>The server.</summary>
    public Task<KubeApiServer> ServerAsync() => _server.Value;

    /// <summary>A namespace of one test, labelled <c>test</c> with its name, with the ServiceAccount that a controller would make.</summary>
    public async Task<string> NamespaceAsync()
    {
        var server = await ServerAsync();
        var name = $"test-{Interlocked.Increment(ref _namespaces)}";
        // kubectl takes a file that begins with a brace for JSON.
        await server.ApplyAsync($$"""
            ---
            {apiVersion: v1, kind: Namespace, metadata: {name: {{name}}, labels: {test: {{name}} } } }
            ---
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: default, namespace: {{name}} }, automountServiceAccountToken: false}
            """);
        return name;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully) await (await _server.Value).DisposeAsync();
    }
}
