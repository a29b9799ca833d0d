using System.Text;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores;

/// <summary>
/// The address of an object: <c>az://container/key</c>, <c>s3://bucket/key</c>, <c>gs://bucket/key</c> or <c>file:///absolute/path</c>.
/// The scheme is lower-case; what follows it is taken literally, nothing is percent-decoded.
/// </summary>
public sealed record ObjectUri
{
    /// <summary>The scheme of Azure Blob Storage.</summary>
    public const string AzureScheme = "az";

    /// <summary>The scheme of S3 and what speaks its protocol.</summary>
    public const string S3Scheme = "s3";

    /// <summary>The scheme of Google Cloud Storage.</summary>
    public const string GcsScheme = "gs";

    /// <summary>The scheme of a file system.</summary>
    public const string FileScheme = "file";

    // The smallest of the stores' limits; they count UTF-8 bytes.
    private const int MaxKeyBytes = 1024;
    private const int MaxContainerLength = 255;
    private const string Separator = "://";

    private ObjectUri(string scheme, string container, string key) => (Scheme, Container, Key) = (scheme, container, key);

    /// <summary>One of the four schemes.</summary>
    public string Scheme { get; }

    /// <summary>The container or bucket; empty for a file.</summary>
    public string Container { get; }

    /// <summary>The name of the object in its container; the absolute path of a file.</summary>
    public string Key { get; }

    /// <summary>Parses an address.</summary>
    /// <exception cref="InvalidInputException">
    /// Code <c>invalid_object_uri</c>: another scheme, no container or key, a backslash, a control character, or a <c>.</c> or <c>..</c>
    /// that could leave the container.
    /// </exception>
    public static ObjectUri Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw Invalid("URI cannot be empty");
        if (text.Contains("..", StringComparison.Ordinal)) throw Invalid($"URI contains path traversal: {text}");
        if (text.Contains('\\', StringComparison.Ordinal)) throw Invalid($"URI contains backslashes (use forward slashes): {text}");
        if (text.Any(char.IsControl)) throw Invalid($"URI contains a control character: {string.Concat(text.Where(c => !char.IsControl(c)))}");
        var end = text.IndexOf(Separator, StringComparison.Ordinal);
        var (scheme, rest) = end < 0 ? ("", "") : (text[..end], text[(end + Separator.Length)..]);
        if (scheme is not (AzureScheme or S3Scheme or GcsScheme or FileScheme) || rest.Length == 0)
            throw Invalid($"Invalid URI format, expected scheme://container/key: {text}");
        var uri = scheme == FileScheme ? new ObjectUri(scheme, "", FileKey(text, rest)) : InContainer(text, scheme, rest);
        if (uri.Key.Split('/').Contains(".")) throw Invalid($"URI contains a '.' part, which servers drop: {text}");
        return uri;
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Scheme == FileScheme ? $"{FileScheme}{Separator}{Key}" : $"{Scheme}{Separator}{Container}/{Key}";

    private static string FileKey(string text, string rest) => rest[0] == '/' && rest[^1] != '/'
        ? rest
        : throw Invalid($"A file URI names an absolute path of a file, as file:///folder/file: {text}");

    private static ObjectUri InContainer(string text, string scheme, string rest)
    {
        if (rest[0] == '/') throw Invalid($"URI path cannot start with '/': {text}");
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) throw Invalid($"URI missing key part, expected scheme://container/key: {text}");
        var (container, key) = (rest[..slash], rest[(slash + 1)..]);
        if (key.Length == 0) throw Invalid($"Key/path cannot be empty: {text}");
        if (!IsContainer(container)) throw Invalid($"'{container}' is no name of a container or bucket (letters, digits, '-', '_' and '.'): {text}");
        if (Encoding.UTF8.GetByteCount(key) > MaxKeyBytes) throw Invalid($"The key has more than {MaxKeyBytes} bytes: {text}");
        return new(scheme, container, key);
    }

    // '$' begins the names of Azure's own containers ($root, $web).
    private static bool IsContainer(string name) =>
        name.Length <= MaxContainerLength && (char.IsAsciiLetterOrDigit(name[0]) || name[0] == '$')
        && name.Skip(1).All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static InvalidInputException Invalid(string message) =>
        new("invalid_object_uri", message, "Write az://container/key, s3://bucket/key, gs://bucket/key or file:///path.");
}
