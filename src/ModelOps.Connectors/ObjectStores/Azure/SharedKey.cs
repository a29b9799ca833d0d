using System.Security.Cryptography;
using System.Text;

namespace ModelOps.Connectors.ObjectStores.Azure;

/// <summary>
/// The scheme <c>SharedKey</c> ("Authorize with Shared Key", Azure Storage REST reference): HMAC-SHA256 over method, headers and resource.
/// </summary>
internal sealed class SharedKey(string account, byte[] key) : IAzureAuthorization
{
    private static readonly string[] SignedContentHeaders = ["Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type"];
    private static readonly string[] SignedHeaders = ["Date", "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range"];

    /// <inheritdoc />
    public ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(StringToSign(request))));
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedKey {account}:{signature}");
        return ValueTask.CompletedTask;
    }

    internal string StringToSign(HttpRequestMessage request)
    {
        var text = new StringBuilder().Append(request.Method.Method).Append('\n');
        foreach (var name in SignedContentHeaders) text.Append(ContentHeader(request, name)).Append('\n');
        foreach (var name in SignedHeaders) text.Append(Header(request, name)).Append('\n');
        var own = request.Headers.Select(header => (Name: header.Key.ToLowerInvariant(), Value: string.Join(',', header.Value)))
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.Ordinal))
            .OrderBy(header => header.Name, StringComparer.Ordinal);
        foreach (var (name, value) in own) text.Append(name).Append(':').Append(value.Trim()).Append('\n');
        text.Append('/').Append(account).Append(request.RequestUri!.AbsolutePath);
        foreach (var (name, value) in Query(request.RequestUri).OrderBy(pair => pair.Name, StringComparer.Ordinal))
            text.Append('\n').Append(name).Append(':').Append(value);
        return text.ToString();
    }

    private static string ContentHeader(HttpRequestMessage request, string name)
    {
        if (request.Content is null) return "";
        // .NET computes the length when it is asked for; zero is signed as an empty text.
        if (name == "Content-Length") return request.Content.Headers.ContentLength is > 0 and var length ? $"{length}" : "";
        return request.Content.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
    }

    private static string Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";

    private static IEnumerable<(string Name, string Value)> Query(Uri uri) =>
        from part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let pair = part.Split('=', 2)
        select (Uri.UnescapeDataString(pair[0]).ToLowerInvariant(), pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "");
}
