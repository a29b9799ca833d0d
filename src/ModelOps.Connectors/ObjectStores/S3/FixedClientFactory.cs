using Amazon.Runtime;

namespace ModelOps.Connectors.ObjectStores.S3;

/// <summary>Gives the library a client over a given handler.</summary>
internal sealed class FixedClientFactory(HttpMessageHandler wire) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(wire, disposeHandler: false)
    {
        Timeout = clientConfig.Timeout ?? System.Threading.Timeout.InfiniteTimeSpan,
    };

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
}
