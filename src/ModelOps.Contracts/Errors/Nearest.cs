namespace ModelOps.Contracts.Errors;

/// <summary>Finds the known name that a user most likely meant.</summary>
public static class Nearest
{
    /// <summary>
    /// The candidate with the smallest edit distance to <paramref name="name"/> (case folded), ties in the given order;
    /// <see langword="null"/> if none is closer than half of the longer name's length.
    /// </summary>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        var best = default(string);
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance && distance * 2 <= Math.Max(name.Length, candidate.Length))
                (best, bestDistance) = (candidate, distance);
        }
        return best;
    }

    /// <summary>" Did you mean 'x'?" or " Known are: a, b." to end an error message about an unknown name.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> candidates) =>
        To(name, candidates) is { } near ? $" Did you mean '{near}'?" : $" Known are: {string.Join(", ", candidates)}.";

    // Levenshtein's distance by rows.
    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }
}
