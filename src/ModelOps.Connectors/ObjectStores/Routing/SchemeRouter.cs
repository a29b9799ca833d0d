using System.Collections.Concurrent;
using ModelOps.Connectors.ObjectStores.Azure;
using ModelOps.Connectors.ObjectStores.Files;
using ModelOps.Connectors.ObjectStores.Gcs;
using ModelOps.Connectors.ObjectStores.Http;
using ModelOps.Connectors.ObjectStores.S3;
using ModelOps.Connectors.ObjectStores.Transfer;

namespace ModelOps.Connectors.ObjectStores.Routing;

/// <summary>
/// All stores as one: each call goes to the store of its address's scheme. A store's settings are read from the environment when its
/// scheme is first used, so that nobody needs settings for stores that they don't use. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Variables: <c>AZURE_STORAGE_CONNECTION_STRING</c>, or <c>AZURE_STORAGE_ACCOUNT</c> with <c>AZURE_STORAGE_KEY</c>,
/// <c>AZURE_STORAGE_SAS_TOKEN</c> or <c>AZURE_STORAGE_AUTH_MODE=login</c> (Entra ID), and <c>MODELOPS_AZURE_BLOB_ENDPOINT</c>; those of the
/// AWS command line, with <c>AWS_ENDPOINT_URL_S3</c> for other servers; <c>GOOGLE_APPLICATION_CREDENTIALS</c>,
/// <c>MODELOPS_GCS_ENDPOINT</c>, <c>STORAGE_EMULATOR_HOST</c>; for all <c>MODELOPS_EXT_TIMEOUT</c> (seconds, default 60) and
/// <c>MODELOPS_ALLOW_STAT_WITHOUT_SHA</c>.
/// </remarks>
public sealed class SchemeRouter : IObjectStore, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<IObjectStore>> _stores = new(StringComparer.Ordinal);
    private readonly Func<string, string?> _environment;
    private readonly TimeProvider _time;
    private readonly HttpMessageHandler? _wire;

    /// <summary>Stores that are set up by this process's environment.</summary>
    public SchemeRouter(TimeProvider time)
        : this(Environment.GetEnvironmentVariable, time, wire: null)
    {
    }

    /// <summary>Stores that are set up by these variables.</summary>
    /// <param name="environment">Gives a variable's value, or <see langword="null"/>; an empty value counts as absent.</param>
    /// <param name="time">The clock of pauses and of signatures.</param>
    public SchemeRouter(Func<string, string?> environment, TimeProvider time)
        : this(environment, time, wire: null)
    {
    }

    /// <param name="environment">As above.</param>
    /// <param name="time">As above.</param>
    /// <param name="wire">What speaks to the network; <see langword="null"/> for the real one.</param>
    internal SchemeRouter(Func<string, string?> environment, TimeProvider time, HttpMessageHandler? wire)
    {
        _environment = name => environment(name) is { Length: > 0 } value ? value : null;
        (_time, _wire) = (time, wire);
    }

    /// <summary>
    /// A folder in which unfinished uploads of large objects are remembered, so that a later one of the same content to the same address goes
    /// on, less than a part (8 MiB) again; <see langword="null"/>: they begin anew.
    /// </summary>
    public string? UploadFolder { get; init; }

    /// <summary>What differs from the defaults; for tests.</summary>
    internal Func<TransferSettings, TransferSettings> Adjust { get; init; } = settings => settings;

    /// <inheritdoc />
    public Task<ObjectStat> StatAsync(ObjectUri uri, CancellationToken cancellationToken) => StoreOf(uri).StatAsync(uri, cancellationToken);

    /// <inheritdoc />
    public Task<Stream> OpenAsync(ObjectUri uri, ObjectIdentity? expected, CancellationToken cancellationToken) =>
        StoreOf(uri).OpenAsync(uri, expected, cancellationToken);

    /// <inheritdoc />
    public Task<ObjectStat> PutAsync(ObjectUri uri, Stream content, PutOptions options, CancellationToken cancellationToken) =>
        StoreOf(uri).PutAsync(uri, content, options, cancellationToken);

    /// <summary>Ends all connections.</summary>
    public void Dispose()
    {
        foreach (var store in _stores.Values.Where(store => store.IsValueCreated)) (store.Value as IDisposable)?.Dispose();
    }

    private IObjectStore StoreOf(ObjectUri uri) => _stores.GetOrAdd(uri.Scheme, scheme => new(() => Create(scheme))).Value;

    private IObjectStore Create(string scheme)
    {
        if (scheme == ObjectUri.FileScheme) return new FileStore();
        var transfer = Adjust(TransferEnvironment.Read(_environment) with { UploadFolder = UploadFolder });
        return new TransferringStore(CreateBackend(scheme, transfer), transfer, _time);
    }

    private IObjectBackend CreateBackend(string scheme, TransferSettings transfer)
    {
        switch (scheme)
        {
            case ObjectUri.AzureScheme:
                var azure = AzureSettings.From(_environment);
                return new AzureBackend(azure, new StoreClient(transfer, _time, _wire), _time);
            case ObjectUri.S3Scheme:
                var s3 = S3Settings.From(_environment);
                var wire = new RedirectGuard(_wire ?? StoreClient.CreateWire());
                return new S3Backend(S3ClientFactory.Create(s3, transfer, wire), wire);
            default:
                var gcs = GcsSettings.From(_environment);
                return new GcsBackend(gcs, new GoogleToken(gcs), new StoreClient(transfer, _time, _wire));
        }
    }
}
