using ModelOps.Testing.ObjectStores;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>The S3 server of the test kit, which checks signatures and conditions.</summary>
public sealed class S3Fixture : StoreFixture
{
    public const string Secret = "canary/S3+secret";

    /// <summary>The server.</summary>
    public PythonServer? Server { get; private set; }

    public override string Prefix => "s3://bundles/";

    /// <summary>The variables that lead to the server.</summary>
    public Dictionary<string, string> Variables => new(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY_ID"] = "test-key",
        ["AWS_SECRET_ACCESS_KEY"] = Secret,
        ["AWS_REGION"] = "eu-north-1",
        ["AWS_ENDPOINT_URL_S3"] = Server!.Address,
    };

    protected override async Task<IReadOnlyDictionary<string, string>> StartAsync()
    {
        Server = await PythonServer.StartAsync("s3_server.py", "test-key", Secret, "bundles");
        return Variables;
    }

    protected override void Stop() => Server?.Dispose();
}
