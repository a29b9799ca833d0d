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

    /// <summary>The marks with labels that fit beside each other in a width: choices are cut, of numbers every so many-th is taken.</summary>
    public static IReadOnlyList<Tick> Beside(Axis axis, double width)
    {
        if (axis.Ticks.Count == 0) return axis.Ticks;
        var room = width / axis.Ticks.Count;
        if (axis.HasChoices) return [.. axis.Ticks.Select(tick => tick with { Label = Fit(tick.Label, room) })];
        var widest = (axis.Ticks.Max(tick => tick.Label.Length) + 1) * CharacterWidth;
        var stride = Math.Max(1, (int)Math.Ceiling(widest / room));
        return [.. axis.Ticks.Where((_, i) => i % stride == 0)];
    }
}
