namespace ModelOps.Connectors.ObjectStores.Http;

/// <summary>Keys in the paths of requests.</summary>
internal static class ObjectPath
{
    /// <summary>A key with all but letters, digits and <c>-_.~/</c> percent-encoded (RFC 3986, 2.3).</summary>
    public static string Escape(string key) => string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
}
