using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Paths;

/// <summary>
/// Paths of files in a bundle: relative, forward slashes, no empty, <c>.</c> or <c>..</c> part, nothing that Windows or a tar reader would
/// take for another place, and nothing in <c>.mops/</c>, which belongs to this tool.
/// </summary>
public static class BundlePath
{
    /// <summary>The folder in a materialised bundle that holds pointers and provenance.</summary>
    public const string ReservedFolder = ".mops";

    /// <summary>Checks the path of a file that a bundle carries.</summary>
    /// <param name="path">The path.</param>
    /// <param name="source">What names it, for the message, such as <c>The index of the bundle</c>.</param>
    /// <exception cref="InvalidInputException">Code <c>unsafe_path</c>.</exception>
    public static void Check(string path, string source)
    {
        var reason = Fault(path) ?? (IsReserved(path) ? $"'{ReservedFolder}/' is reserved" : null);
        if (reason is not null) throw Unsafe(path, source, reason);
    }

    /// <summary>Checks a path in an archive, which may lie in <c>.mops/</c>; else as <see cref="Check"/>.</summary>
    public static void CheckInArchive(string path, string source)
    {
        if (Fault(path) is { } reason) throw Unsafe(path, source, reason);
    }

    private static bool IsReserved(string path) =>
        path.Equals(ReservedFolder, StringComparison.OrdinalIgnoreCase) || path.StartsWith(ReservedFolder + "/", StringComparison.OrdinalIgnoreCase);

    private static string? Fault(string path)
    {
        if (path.Length == 0) return "it is empty";
        if (path[0] == '/') return "it is absolute";
        if (path.Contains('\\', StringComparison.Ordinal)) return "it has a backslash";
        if (path.Any(char.IsControl)) return "it has a control character";
        if (char.IsAsciiLetter(path[0]) && path.Length > 1 && path[1] == ':') return "it begins with a drive";
        if (!IsWellFormed(path)) return "it is not valid Unicode";
        return path.Split('/').Any(part => part is "" or "." or "..") ? "it has an empty part, '.' or '..'" : null;
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }

    private static InvalidInputException Unsafe(string path, string source, string reason) => new(
        "unsafe_path",
        $"{source} names the unsafe path '{Printable(path)}': {reason}; expected a relative path with forward slashes.");

    private static string Printable(string path) => string.Concat(path.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString()));
}
