using ModelOps.Connectors.ObjectStores.Http;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>The real network, which loses the answer to the first request of a kind after the server acted on it.</summary>
internal sealed class LosingWire(Func<HttpRequestMessage, bool> loses) : DelegatingHandler(StoreClient.CreateWire())
{
    public int Lost { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (Lost > 0 || !loses(request)) return response;
        Lost++;
        response.Dispose();
        throw new HttpRequestException("the connection broke");
    }
}
