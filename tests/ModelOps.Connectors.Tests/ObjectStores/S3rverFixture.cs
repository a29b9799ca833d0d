using ModelOps.Testing.ObjectStores;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>s3rver.</summary>
public sealed class S3rverFixture : StoreFixture
{
    private S3rverServer? _server;

    public override string Prefix => $"s3://{S3rverServer.Bucket}/";

    protected override async Task<IReadOnlyDictionary<string, string>> StartAsync()
    {
        _server = await S3rverServer.StartAsync();
        return _server.Environment;
    }

    protected override void Stop() => _server?.Dispose();
}
