using ModelOps.Contracts.Digests;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>A request as it went to the network.</summary>
internal sealed record RecordedRequest(HttpMethod Method, Uri Address, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Method, path and query.</summary>
    public string Line => $"{Method} {Address.PathAndQuery}";

    /// <summary>The digest of the body.</summary>
    public Digest Digest => Digest.Of(Body);

    /// <summary>A header's value; empty where it is absent.</summary>
    public string this[string name] => Headers.GetValueOrDefault(name, "");
}
