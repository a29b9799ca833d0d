using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.S3;

/// <summary>
/// Amazon's library follows redirects by itself and signs the request anew for wherever they lead. Only those from one of Amazon's hosts
/// to another are handed to it, which is how a bucket of another region is found.
/// </summary>
internal sealed class RedirectGuard(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Amazon = ".amazonaws.com";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.Location is not { IsAbsoluteUri: true } target || IsAmazons(request.RequestUri!) && IsAmazons(target)) return response;
        response.Dispose();
        throw new OutsideException(
            "store_redirected", $"The S3 server '{request.RequestUri!.Authority}' redirects to '{target.Authority}', where no credentials are sent.",
            "Correct the endpoint or the region.");
    }

    private static bool IsAmazons(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && address.Host.EndsWith(Amazon, StringComparison.OrdinalIgnoreCase);
}
