using ModelOps.Testing.Folders;

namespace ModelOps.Testing.ObjectStores;

/// <summary>s3rver, an S3 server on a folder, with one bucket. It accepts any secret and ignores the conditions of writes.</summary>
public sealed class S3rverServer : IDisposable
{
    /// <summary>The bucket.</summary>
    public const string Bucket = "bundles";

    private readonly ServerProcess _process;
    private readonly TemporaryFolder _folder;

    private S3rverServer(ServerProcess process, TemporaryFolder folder, int port) => (_process, _folder, Port) = (process, folder, port);

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The variables that let the product use it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY_ID"] = "S3RVER",
        ["AWS_SECRET_ACCESS_KEY"] = "S3RVER",
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ENDPOINT_URL_S3"] = $"http://127.0.0.1:{Port}",
    };

    /// <summary>Starts it.</summary>
    public static async Task<S3rverServer> StartAsync()
    {
        var folder = new TemporaryFolder();
        var (process, port) = await NodeServer.StartAsync(
            "s3rver/bin/s3rver.js", "--directory", folder.Path, "--address", "127.0.0.1", "--port", "0", "--no-vhost-buckets", "--configure-bucket", Bucket);
        return new(process, folder, port);
    }

    /// <summary>Ends the server and removes its files.</summary>
    public void Dispose()
    {
        _process.Dispose();
        _folder.Dispose();
    }
}
