namespace ModelOps.Contracts.Errors;

/// <summary>Finds the known name that a user most likely meant.</summary>
public static class Nearest
{
    /// <summary>
    /// The candidate with the smallest edit distance to <paramref name="name"/> (case folded, swapped neighbours one edit), ties in the given order;
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

    // Optimal string alignment by rows: Levenshtein's distance, in which two neighbours that changed places are one edit.
    private static int Distance(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            (before, last, row) = (last, row, before);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), 1 + Math.Min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], 1 + before[j - 2]);
            }
        }
        return row[b.Length];
    }
}
