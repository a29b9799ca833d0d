using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>A registry's demand for a token: where to get it, and what it must be good for.</summary>
internal sealed record BearerChallenge(Uri Realm, string? Service, string? Scope)
{
    /// <summary>Parses the parameters of a <c>WWW-Authenticate: Bearer</c> header (RFC 6750, section 3).</summary>
    /// <exception cref="OutsideException">Code <c>not_a_registry</c>: it names no server, or one that would get the secret without TLS.</exception>
    public static BearerChallenge Parse(string parameters, Uri registry)
    {
        var values = Values(parameters);
        if (!Uri.TryCreate(values.GetValueOrDefault("realm"), UriKind.Absolute, out var realm)
            || (realm.Scheme != Uri.UriSchemeHttps && (realm.Scheme != Uri.UriSchemeHttp || registry.Scheme != Uri.UriSchemeHttp)))
            throw RegistryError.NotARegistry(registry.Authority, "a request without a token", $"a demand for one of '{values.GetValueOrDefault("realm")}'");
        return new(realm, values.GetValueOrDefault("service"), values.GetValueOrDefault("scope"));
    }

    /// <summary>Asks with a password, or anonymously.</summary>
    public RegistryRequest Ask()
    {
        var query = Fields().Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}");
        var builder = new UriBuilder(Realm);
        builder.Query = string.Join('&', new[] { builder.Query.TrimStart('?') }.Where(text => text.Length > 0).Concat(query));
        return new(HttpMethod.Get, builder.Uri);
    }

    /// <summary>Exchanges an identity token (RFC 6749, section 6).</summary>
    public RegistryRequest Exchange(string identityToken) => new(HttpMethod.Post, Realm)
    {
        Content = _ => new FormUrlEncodedContent(
        [
            KeyValuePair.Create("grant_type", "refresh_token"), KeyValuePair.Create("refresh_token", identityToken), KeyValuePair.Create("client_id", "mops"),
            .. Service is null ? Array.Empty<KeyValuePair<string, string>>() : [KeyValuePair.Create("service", Service)],
            .. Scope is null ? Array.Empty<KeyValuePair<string, string>>() : [KeyValuePair.Create("scope", Scope)],
        ]),
    };

    private IEnumerable<KeyValuePair<string, string>> Fields()
    {
        if (Service is not null) yield return KeyValuePair.Create("service", Service);
        foreach (var scope in Scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []) yield return KeyValuePair.Create("scope", scope);
    }

    // name="value", the value with commas and escaped quotation marks in it, or name=value.
    private static Dictionary<string, string> Values(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < text.Length;)
        {
            var equals = text.IndexOf('=', i);
            if (equals < 0) break;
            var name = text[i..equals].Trim(' ', ',');
            values.TryAdd(name, Value(text, equals + 1, out i));
        }
        return values;
    }

    private static string Value(string text, int start, out int next)
    {
        if (start == text.Length || text[start] != '"')
        {
            next = text.IndexOf(',', start) is >= 0 and var comma ? comma : text.Length;
            return text[start..next].Trim();
        }
        var value = new System.Text.StringBuilder();
        for (next = start + 1; next < text.Length && text[next] != '"'; next++)
        {
            if (text[next] == '\\' && next + 1 < text.Length) next++;
            value.Append(text[next]);
        }
        next++;
        return value.ToString();
    }
}
