using System.Text.RegularExpressions;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>What has no place in a file that is handed over: regions, notes of unfinished work, paths of one machine.</summary>
internal static partial class LeftoverRule
{
    /// <summary>The lines of a text file that hold such a thing.</summary>
    /// <param name="path">The file, relative to the repository.</param>
    /// <param name="text">Its text.</param>
    public static IEnumerable<string> Violations(string path, string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) yield break;
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (Unfinished().IsMatch(line)) yield return $"{path}:{number} is unfinished: {line.Trim()}";
            if (Region().IsMatch(line)) yield return $"{path}:{number} hides code in a region";
            if (MachinePath().Match(line) is { Success: true } place) yield return $"{path}:{number} names a place of one machine: {place.Value}";
        }
    }

    // The brackets keep the patterns from finding themselves.
    [GeneratedRegex(@"\b([T]ODO|[F]IXME|[H]ACK|[X]XX)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^\s*#\s*[r]egion\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Region();

    [GeneratedRegex(@"(?<![\w./~$}-])/([r]oot|[w]ork|[h]ome/\w+|[U]sers/\w+)(/|\b)(?!\s*>)|[C]:\\[U]sers\\", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();
}
