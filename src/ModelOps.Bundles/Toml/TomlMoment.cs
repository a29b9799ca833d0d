namespace ModelOps.Bundles.Toml;

/// <summary>A date, a time or both, with or without an offset; the text is its form of ISO 8601.</summary>
/// <param name="Text">
/// Such as <c>2026-01-31</c>, <c>07:32:00</c> or <c>2026-01-31T07:32:00.999000+00:00</c>: <c>T</c> between date and time, six digits of a
/// second's fraction or none, the offset in numbers.
/// </param>
public sealed record TomlMoment(string Text)
{
    /// <inheritdoc />
    public override string ToString() => Text;
}
