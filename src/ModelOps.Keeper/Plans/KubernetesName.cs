using System.Buffers;

namespace ModelOps.Keeper.Plans;

/// <summary>The names that Kubernetes gives its objects: RFC 1123's labels and subdomains, in lower case.</summary>
public static class KubernetesName
{
    private const int LabelLength = 63;
    private const int SubdomainLength = 253;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether a text is a DNS-1123 label, as the name of a namespace: lower-case letters, digits and inner hyphens, at most 63.</summary>
    public static bool IsLabel(string? text) => text is { Length: <= LabelLength } && IsPart(text);

    /// <summary>Whether a text is a DNS-1123 subdomain, as the name of a Deployment: parts joined by dots, at most 253 characters.</summary>
    public static bool IsSubdomain(string? text) => text is { Length: > 0 and <= SubdomainLength } && text.Split('.').All(part => IsPart(part));

    private static bool IsPart(ReadOnlySpan<char> text) => text is not [] and not ['-', ..] and not [.., '-'] && !text.ContainsAnyExcept(Allowed);
}
