namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>The first thing that stands in the way of a plan.</summary>
/// <param name="Kind">What it is; one of <see cref="BlockerKind"/>.</param>
/// <param name="Index">The item, from 0; <see langword="null"/> if it is about all.</param>
/// <param name="Namespace">The item's namespace.</param>
/// <param name="Name">The item's name.</param>
/// <param name="Detail">What was said, short; <see langword="null"/> where the kind says it all.</param>
public sealed record VerifyBlocker(string Kind, int? Index, string? Namespace, string? Name, string? Detail)
{
    private const int LongestText = 160;
    private const string Cut = "...";

    /// <summary>What kubectl said, as details have it: <c>rc=1; stderr=…</c> with at most 160 characters of it, on one line.</summary>
    public static string DetailOf(int rc, string stderr)
    {
        var line = string.Join(' ', stderr.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"rc={rc}; stderr={(line.Length <= LongestText ? line : line[..(LongestText - Cut.Length)] + Cut)}";
    }
}
