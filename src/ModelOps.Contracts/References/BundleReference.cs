using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Contracts.References;

/// <summary>
/// A reference that pins a bundle by digest: <c>sha256:&lt;64 hex&gt;</c> or <c>repository@sha256:&lt;64 hex&gt;</c>. Tags and paths do not
/// pin and are resolved through <see cref="Bundles.IBundles"/>.
/// </summary>
/// <param name="Repository">The part before <c>@</c>, or <see langword="null"/> for a bare digest.</param>
/// <param name="Digest">The digest.</param>
public sealed record BundleReference(string? Repository, Digest Digest)
{
    /// <summary>Parses the two forms; anything else is code <c>invalid_bundle_reference</c>.</summary>
    public static BundleReference Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var repository = at < 0 ? null : text[..at];
        if (repository is not null && !IsRepository(repository) || !Digest.TryParse(text[(at + 1)..], out var digest))
        {
            throw new InvalidInputException(
                "invalid_bundle_reference",
                $"bundle_ref must be sha256:64-hex-chars or repository@sha256:64-hex-chars, got: {text}");
        }
        return new(repository, digest);
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Repository is null ? Digest.ToString() : $"{Repository}@{Digest}";

    private static bool IsRepository(string text) =>
        text.Length is > 0 and <= 255 && text[0] != '/' && text[^1] != '/'
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or ':');
}
