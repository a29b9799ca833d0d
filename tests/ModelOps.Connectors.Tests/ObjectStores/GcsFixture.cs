using System.Security.Cryptography;
using System.Text.Json;
using ModelOps.Testing.Folders;
using ModelOps.Testing.ObjectStores;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>The GCS server of the test kit, by the key of a service account that the same server gives tokens for.</summary>
public sealed class GcsFixture : StoreFixture
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The server.</summary>
    public PythonServer? Server { get; private set; }

    public override string Prefix => "gs://bundles/";

    /// <summary>The variables that lead to the server.</summary>
    public Dictionary<string, string> Variables => new(StringComparer.Ordinal)
    {
        ["MODELOPS_GCS_ENDPOINT"] = Server!.Address,
        ["GOOGLE_APPLICATION_CREDENTIALS"] = _folder["key.json"],
    };

    protected override async Task<IReadOnlyDictionary<string, string>> StartAsync()
    {
        Server = await PythonServer.StartAsync("gcs_server.py", "bundles");
        using var key = RSA.Create(2048);
        _folder.Write("key.json", JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["type"] = "service_account",
            ["project_id"] = "test",
            ["private_key_id"] = "1",
            ["private_key"] = key.ExportPkcs8PrivateKeyPem(),
            ["client_email"] = "test@test.iam.gserviceaccount.com",
            ["client_id"] = "1",
            ["token_uri"] = $"{Server.Address}/token",
        }));
        return Variables;
    }

    protected override void Stop()
    {
        Server?.Dispose();
        _folder.Dispose();
    }
}
