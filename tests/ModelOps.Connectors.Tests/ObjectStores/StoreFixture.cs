using ModelOps.Connectors.ObjectStores;
using ModelOps.Connectors.ObjectStores.Routing;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>A running store, shared by the tests of a class; each test has keys of its own.</summary>
public abstract class StoreFixture : IDisposable
{
    /// <summary>Small, so that small objects have several parts; a multiple of what GCS asks.</summary>
    public const int PartBytes = 512 << 10;

    private readonly Lock _starting = new();
    private Task<SchemeRouter>? _store;
    private IReadOnlyDictionary<string, string>? _environment;

    /// <summary>The product's view of the store.</summary>
    public IObjectStore Store => _store!.Result;

    /// <summary>What the addresses of its objects start with.</summary>
    public abstract string Prefix { get; }

    /// <summary>The address of an object.</summary>
    public ObjectUri At(string key) => ObjectUri.Parse(Prefix + key);

    /// <summary>The product with other variables.</summary>
    internal static SchemeRouter Open(IReadOnlyDictionary<string, string> environment, HttpMessageHandler? wire = null, string? uploads = null) =>
        new(environment.GetValueOrDefault, TimeProvider.System, wire)
        {
            UploadFolder = uploads,
            Adjust = settings => settings with { PartBytes = PartBytes, FirstPause = TimeSpan.FromMilliseconds(1), Retries = 3 },
        };

    /// <summary>The product as another process would have it, which remembers uploads in a folder.</summary>
    internal SchemeRouter Reopen(string uploads, HttpMessageHandler? wire = null) => Open(_environment!, wire, uploads);

    /// <summary>Completes when the server runs. A test waits for it, and not the class: so that a missing server skips the tests.</summary>
    public async Task StartedAsync()
    {
        lock (_starting) _store ??= OpenAsync();
        await _store;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_store is { IsCompletedSuccessfully: true }) _store.Result.Dispose();
        Stop();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the server and gives the variables that lead to it.</summary>
    protected abstract Task<IReadOnlyDictionary<string, string>> StartAsync();

    /// <summary>Ends it.</summary>
    protected abstract void Stop();

    private async Task<SchemeRouter> OpenAsync() => Open(_environment = await StartAsync());
}
