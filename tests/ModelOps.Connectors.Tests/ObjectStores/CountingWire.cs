using ModelOps.Connectors.ObjectStores.Http;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>The real network, which counts the bytes of the bodies that are sent.</summary>
internal sealed class CountingWire() : DelegatingHandler(StoreClient.CreateWire())
{
    private long _sent;

    public long Sent => Interlocked.Read(ref _sent);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref _sent, request.Content?.Headers.ContentLength ?? 0);
        return base.SendAsync(request, cancellationToken);
    }
}
