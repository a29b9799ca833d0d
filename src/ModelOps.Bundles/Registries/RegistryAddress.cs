using System.Net;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries;

/// <summary>A repository of a registry that speaks HTTP.</summary>
/// <param name="Host">The registry: <c>host</c> or <c>host:port</c>.</param>
/// <param name="Repository">The repository's name in it: parts of lower-case letters, digits, <c>.</c>, <c>_</c>, <c>-</c>, joined by <c>/</c>.</param>
public sealed record RegistryAddress(string Host, string Repository)
{
    private const int MaxNameLength = 255;

    /// <summary>Whether the registry is on this machine: such a one is spoken to without TLS.</summary>
    public bool IsLocal =>
        Uri.TryCreate($"http://{Host}", UriKind.Absolute, out var uri)
        && (uri.Host == "localhost" || IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Parses <c>host[:port]/name</c>.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_repository</c>.</exception>
    public static RegistryAddress Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? "" : text[..slash];
        var name = text[(slash + 1)..];
        return IsHost(host) && IsName(name)
            ? new(host, name)
            : throw new InvalidInputException(
                "invalid_repository",
                $"'{text}' is no repository; expected 'host[:port]/name', the name of lower-case letters, digits, '.', '_' and '-', its parts joined by '/'.");
    }

    /// <summary>Whether a text can be the first part of an address, and no name: it has a dot, a port, or is <c>localhost</c>.</summary>
    public static bool LooksLikeHost(string text) =>
        (text == "localhost" || text.Contains('.', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal)) && IsHost(text);

    /// <summary>Whether a text is the name of a repository (OCI distribution specification 1.1, "Pulling manifests").</summary>
    public static bool IsName(string text) => text.Length <= MaxNameLength && text.Split('/').All(IsNamePart);

    /// <inheritdoc />
    public override string ToString() => $"{Host}/{Repository}";

    private static bool IsHost(string text) =>
        text.Length > 0 && !text.Contains('@', StringComparison.Ordinal)
        && Uri.TryCreate($"https://{text}", UriKind.Absolute, out var uri) && uri.PathAndQuery == "/" && uri.Host.Length > 0
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']');

    // [a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*, the separators taken loosely: a registry has the last word.
    private static bool IsNamePart(string part) =>
        part.Length > 0 && IsAlphanumeric(part[0]) && IsAlphanumeric(part[^1]) && part.All(c => IsAlphanumeric(c) || c is '.' or '_' or '-');

    private static bool IsAlphanumeric(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
