using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModelOps.Connectors.ObjectStores;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;
using ModelOps.Testing.ObjectStores;
using ModelOps.Testing.Processes;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>The ways into Azurite other than its key by variables, which the conformance suite takes.</summary>
public sealed class AzureSignInTests
{
    private const string Tenant = "11111111-2222-3333-4444-555555555555";
    private const string Client = "66666666-7777-8888-9999-000000000000";
    private const string Secret = "canary-client-secret";

    [Fact]
    public async Task Shared_access_signature_lets_in_and_a_changed_one_does_not()
    {
        using var client = new HttpClient();
        using var server = await AzuriteServer.StartAsync(client);
        var signature = AzuriteServer.SharedAccessSignature();
        await RoundTripAsync(server, signature);
        var changed = signature.Replace("sig=", "sig=A", StringComparison.Ordinal);
        var fault = await Should.ThrowAsync<OutsideException>(() => RoundTripAsync(server, changed));
        fault.Code.ShouldBe("store_access_denied");
        fault.ToString().ShouldNotContain(changed);
    }

    [Fact]
    public async Task Connection_string_lets_in()
    {
        using var client = new HttpClient();
        using var server = await AzuriteServer.StartAsync(client);
        using var store = StoreFixture.Open(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AZURE_STORAGE_CONNECTION_STRING"] =
                $"AccountName={AzuriteServer.Account};AccountKey={AzuriteServer.Key};BlobEndpoint={server.Endpoint}/{AzuriteServer.Account};",
        });
        using var content = new MemoryStream([1, 2]);
        (await store.PutAsync(ObjectUri.Parse("az://bundles/x"), content, new(), CancellationToken.None)).Size.ShouldBe(2);
    }

    [Fact]
    public async Task Token_of_entra_id_lets_in_and_a_wrong_secret_is_told_without_it()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = WriteCertificate(folder);
        using var client = new HttpClient(Trusting(certificate));
        using var azurite = await AzuriteServer.StartAsync(client, (certificate, key));
        using var entra = await PythonServer.StartAsync("entra_server.py", certificate, key, Tenant, Client, Secret);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SSL_CERT_FILE"] = certificate,
            ["AZURE_AUTHORITY_HOST"] = $"https://localhost:{entra.Port}/",
            ["AZURE_TENANT_ID"] = Tenant,
            ["AZURE_CLIENT_ID"] = Client,
            ["AZURE_CLIENT_SECRET"] = Secret,
            ["AZURE_STORAGE_ACCOUNT"] = AzuriteServer.Account,
            ["MODELOPS_AZURE_BLOB_ENDPOINT"] = azurite.Endpoint,
        };
        (await RunAsync(environment)).Trim().ShouldBe("round trip");
        environment["AZURE_CLIENT_SECRET"] = "canary-of-a-wrong-secret";
        var output = await RunAsync(environment);
        output.ShouldStartWith("azure_sign_in_failed: ");
        output.ShouldContain("(AADSTS7000215)");
        output.ShouldNotContain("canary");
    }

    private static async Task<string> RunAsync(Dictionary<string, string> environment)
    {
        using var child = TestProcess.StartWith(environment, "round-trip", $"az://{AzuriteServer.Container}/entra");
        return await child.ReadToEndAsync();
    }

    private static async Task RoundTripAsync(AzuriteServer server, string signature)
    {
        using var store = StoreFixture.Open(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AZURE_STORAGE_ACCOUNT"] = AzuriteServer.Account,
            ["AZURE_STORAGE_SAS_TOKEN"] = signature,
            ["MODELOPS_AZURE_BLOB_ENDPOINT"] = server.Endpoint,
        });
        var uri = ObjectUri.Parse($"az://{AzuriteServer.Container}/sas");
        using var content = new MemoryStream(new byte[StoreFixture.PartBytes + 1]);
        await store.PutAsync(uri, content, new(), CancellationToken.None);
        await using var stream = await store.OpenAsync(uri, null, CancellationToken.None);
        await stream.CopyToAsync(Stream.Null);
    }

    private static SocketsHttpHandler Trusting(string certificate)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(certificate);
        return new() { SslOptions = { CertificateChainPolicy = policy } };
    }

    private static (string Certificate, string Key) WriteCertificate(TemporaryFolder folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return (folder.Write("server.pem", certificate.ExportCertificatePem()), folder.Write("server.key", key.ExportPkcs8PrivateKeyPem()));
    }
}
