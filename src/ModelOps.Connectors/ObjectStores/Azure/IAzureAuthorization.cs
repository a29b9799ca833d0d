namespace ModelOps.Connectors.ObjectStores.Azure;

/// <summary>Adds to a request what lets it in.</summary>
internal interface IAzureAuthorization
{
    /// <summary>Called when everything else of the request is set.</summary>
    ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}
