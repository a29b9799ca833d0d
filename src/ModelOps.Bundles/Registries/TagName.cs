using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries;

/// <summary>Tags: a letter, digit or <c>_</c>, then up to 127 of these or <c>.</c> and <c>-</c> (OCI distribution specification 1.1).</summary>
public static class TagName
{
    /// <summary>Whether a text is a tag.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= 128 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-') && text[0] is not ('.' or '-');

    /// <summary>Checks a tag.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_tag</c>.</exception>
    public static string Check(string text) => IsValid(text)
        ? text
        : throw new InvalidInputException("invalid_tag", $"'{text}' is no tag; expected at most 128 letters, digits, '_', '.' and '-', the first a letter, digit or '_'.");
}
