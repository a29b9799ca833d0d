using ModelOps.Connectors.ObjectStores.Transfer;

namespace ModelOps.Connectors.ObjectStores.Http;

/// <summary>Sends requests about one object and tells faults of the line from answers.</summary>
internal sealed class StoreClient : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="transfer">Patience.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <param name="wire">What speaks to the network; <see langword="null"/> for .NET's own.</param>
    public StoreClient(TransferSettings transfer, TimeProvider time, HttpMessageHandler? wire) =>
        _client = new(new RetryHandler(transfer, time, wire ?? CreateWire())) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    /// <summary>.NET's own client. It follows no redirect: credentials would go with it.</summary>
    public static SocketsHttpHandler CreateWire() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>The answer as soon as its headers are there, whatever its status.</summary>
    public async Task<HttpResponseMessage> SendAsync(ObjectUri uri, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TimeoutException)
        {
            throw StoreFaults.Unreachable(uri, fault);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();
}
