using ModelOps.Testing.ObjectStores;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>Azurite over http, by its key.</summary>
public sealed class AzuriteFixture : StoreFixture
{
    /// <summary>The server.</summary>
    public AzuriteServer? Server { get; private set; }

    public override string Prefix => $"az://{AzuriteServer.Container}/";

    protected override async Task<IReadOnlyDictionary<string, string>> StartAsync()
    {
        using var client = new HttpClient();
        Server = await AzuriteServer.StartAsync(client);
        return Server.Environment;
    }

    protected override void Stop() => Server?.Dispose();
}
