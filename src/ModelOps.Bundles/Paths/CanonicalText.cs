using System.Globalization;
using System.Text;

namespace ModelOps.Bundles.Paths;

/// <summary>
/// The key under which file systems that ignore case or Unicode composition (those of macOS and Windows) find a name: canonical
/// decomposition (Unicode 14, section 3.11, D108) and simple upper case. .NET's own normalization does nothing in invariant mode.
/// </summary>
internal static class CanonicalText
{
    private const int HangulBase = 0xAC00, HangulCount = 11172, LeadBase = 0x1100, VowelBase = 0x1161, TrailBase = 0x11A7, Vowels = 21, Trails = 28;

    private static readonly Lazy<Dictionary<int, int[]>> Decompositions = new(() =>
        Rows("decompositions.txt").ToDictionary(row => Hex(row[0]), row => row[1..].Select(Hex).ToArray()));

    private static readonly Lazy<Dictionary<int, int>> CombiningClasses = new(() => Rows("combining_classes.txt")
        .SelectMany(row => Enumerable.Range(Hex(row[0]), Hex(row[1]) - Hex(row[0]) + 1).Select(c => (Character: c, Class: int.Parse(row[2], CultureInfo.InvariantCulture))))
        .ToDictionary(entry => entry.Character, entry => entry.Class));

    /// <summary>The key of a well-formed text: equal for texts that such a file system takes for the same name.</summary>
    public static string Key(string text)
    {
        if (Ascii.IsValid(text)) return text.ToUpperInvariant();
        // Decomposed before and after: simple upper case may give a character that decomposes.
        return Decomposed(Decomposed(text).ToUpperInvariant());
    }

    private static string Decomposed(string text)
    {
        var characters = text.EnumerateRunes().SelectMany(rune => Decompose(rune.Value)).ToList();
        Order(characters);
        return string.Concat(characters.Select(char.ConvertFromUtf32));
    }

    private static int[] Decompose(int character)
    {
        if (character - HangulBase is >= 0 and < HangulCount and var syllable)
        {
            int[] letters = [LeadBase + syllable / (Vowels * Trails), VowelBase + syllable % (Vowels * Trails) / Trails, TrailBase + syllable % Trails];
            return letters[2] == TrailBase ? letters[..2] : letters;
        }
        return Decompositions.Value.TryGetValue(character, out var parts) ? parts : [character];
    }

    // D109: marks of different classes after the same base are in the order of their classes.
    private static void Order(List<int> characters)
    {
        for (var i = 1; i < characters.Count; i++)
        {
            for (var j = i; j > 0 && Class(characters[j]) is > 0 and var own && Class(characters[j - 1]) > own; j--)
                (characters[j - 1], characters[j]) = (characters[j], characters[j - 1]);
        }
    }

    private static int Class(int character) => CombiningClasses.Value.GetValueOrDefault(character);

    private static IEnumerable<string[]> Rows(string table)
    {
        using var reader = new StreamReader(typeof(CanonicalText).Assembly.GetManifestResourceStream(table)!);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#')) yield return line.Split(' ');
        }
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
