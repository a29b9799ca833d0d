namespace ModelOps.Connectors.ObjectStores.Azure;

/// <summary>A shared access signature: query parameters that somebody with the key has signed.</summary>
internal sealed class SasToken(string token) : IAzureAuthorization
{
    private readonly string _query = token.TrimStart('?');

    /// <inheritdoc />
    public ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.AbsoluteUri;
        request.RequestUri = new(address + (request.RequestUri.Query.Length == 0 ? '?' : '&') + _query);
        return ValueTask.CompletedTask;
    }
}
