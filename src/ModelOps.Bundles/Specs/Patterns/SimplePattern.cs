namespace ModelOps.Bundles.Specs.Patterns;

/// <summary>
/// The patterns that most people write, matched without an expression, which takes long to make: a path, everything in a folder, and the
/// names with an ending in a folder or below it.
/// </summary>
/// <param name="Folder">What a path begins with: empty, or a folder with its slash.</param>
/// <param name="Ending">What a path ends with.</param>
/// <param name="Depth">What lies between.</param>
internal sealed record SimplePattern(string Folder, string Ending, SimplePattern.Between Depth)
{
    private static readonly char[] Special = ['*', '?', '['];

    /// <summary>What lies between the beginning and the ending.</summary>
    public enum Between
    {
        /// <summary>Nothing.</summary>
        Nothing,

        /// <summary>Part of a name.</summary>
        Name,

        /// <summary>Any number of folders and part of a name, which may be empty if there is an ending.</summary>
        Folders,
    }

    /// <summary>The simple form of a pattern of Python's <c>glob</c>, given in its parts; <see langword="null"/> if it has none.</summary>
    public static SimplePattern? Of(IReadOnlyList<string> parts)
    {
        var literal = parts.TakeWhile(IsLiteral).Count();
        var folder = string.Concat(parts.Take(literal).Select(part => part + "/"));
        return parts.Skip(literal).ToList() switch
        {
            [] => new(string.Join('/', parts), "", Between.Nothing),
            ["**"] => new(folder, "", Between.Folders),
            ["**", ['*', .. var ending]] when IsLiteral(ending) => new(folder, ending, Between.Folders),
            [['*', .. var ending]] when IsLiteral(ending) => new(folder, ending, Between.Name),
            _ => null,
        };
    }

    /// <summary>Whether a path has the form.</summary>
    public bool IsMatch(string path)
    {
        if (Depth == Between.Nothing) return path == Folder;
        if (path.Length < Folder.Length + Math.Max(1, Ending.Length)) return false;
        return path.StartsWith(Folder, StringComparison.Ordinal) && path.EndsWith(Ending, StringComparison.Ordinal)
            && (Depth == Between.Folders || !path.AsSpan(Folder.Length).Contains('/'));
    }

    private static bool IsLiteral(string part) => part.IndexOfAny(Special) < 0;
}
