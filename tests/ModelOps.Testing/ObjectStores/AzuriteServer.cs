using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelOps.Testing.Folders;

namespace ModelOps.Testing.ObjectStores;

/// <summary>Azurite, the emulator of Azure Blob Storage, with one container.</summary>
public sealed class AzuriteServer : IDisposable
{
    /// <summary>The container.</summary>
    public const string Container = "bundles";

    /// <summary>The emulator's account.</summary>
    public const string Account = "devstoreaccount1";

    /// <summary>The emulator's key, which Azure's documentation prints.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const string Version = "2021-12-02";

    private readonly ServerProcess _process;
    private readonly TemporaryFolder _folder;

    private AzuriteServer(ServerProcess process, TemporaryFolder folder, string endpoint) => (_process, _folder, Endpoint) = (process, folder, endpoint);

    /// <summary>Its address without the account, as <c>MODELOPS_AZURE_BLOB_ENDPOINT</c> takes it.</summary>
    public string Endpoint { get; }

    /// <summary>The variables that let the product use it by its key.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AZURE_STORAGE_ACCOUNT"] = Account,
        ["AZURE_STORAGE_KEY"] = Key,
        ["MODELOPS_AZURE_BLOB_ENDPOINT"] = Endpoint,
    };

    /// <summary>Starts it.</summary>
    /// <param name="client">What makes the container; it must trust the certificate if there is one.</param>
    /// <param name="certificate">Certificate and key in PEM, for https with tokens of Entra ID; <see langword="null"/> for http.</param>
    public static async Task<AzuriteServer> StartAsync(HttpClient client, (string Certificate, string Key)? certificate = null)
    {
        var folder = new TemporaryFolder();
        string[] secure = certificate is { } files ? ["--cert", files.Certificate, "--key", files.Key, "--oauth", "basic"] : [];
        var (process, port) = await NodeServer.StartAsync(
            "azurite/dist/src/blob/main.js", ["--blobPort", "0", "--location", folder.Path, "--disableTelemetry", "--silent", .. secure]);
        var server = new AzuriteServer(process, folder, $"{(certificate is null ? "http" : "https")}://127.0.0.1:{port}");
        await server.CreateContainerAsync(client);
        return server;
    }

    /// <summary>A shared access signature that allows to read and write in the container until the year 2100.</summary>
    public static string SharedAccessSignature()
    {
        const string until = "2100-01-01T00:00:00Z";
        var text = $"racw\n\n{until}\n/blob/{Account}/{Container}\n\n\n\n{Version}\nc\n\n\n\n\n\n\n";
        return $"sp=racw&se={Uri.EscapeDataString(until)}&sv={Version}&sr=c&sig={Uri.EscapeDataString(Sign(text))}";
    }

    /// <summary>Ends the server and removes its files.</summary>
    public void Dispose()
    {
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task CreateContainerAsync(HttpClient client)
    {
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Endpoint}/{Account}/{Container}?restype=container");
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", Version);
        var text = $"PUT\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:{date}\nx-ms-version:{Version}\n/{Account}/{Account}/{Container}\nrestype:container";
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedKey {Account}:{Sign(text)}");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(text)));
}
