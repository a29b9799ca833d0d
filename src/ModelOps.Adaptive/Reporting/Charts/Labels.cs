namespace ModelOps.Adaptive.Reporting.Charts;

/// <summary>Texts that fit their room.</summary>
internal static class Labels
{
    // A generous mean width of a character at the drawings' text size.
    private const double CharacterWidth = 6.6;

    /// <summary>The text, cut with an ellipsis if it is wider than the room; whole characters, at least two.</summary>
    public static string Fit(string text, double room)
    {
        var characters = Math.Max(2, (int)(room / CharacterWidth));
        var runes = text.EnumerateRunes().ToList();
        return runes.Count <= characters ? text : string.Concat(runes.Take(characters - 1)) + "\u2026";
    }
}
