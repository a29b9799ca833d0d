using System.Text;

namespace ModelOps.Keeper.Telemetry.Fields;

/// <summary>Texts that repeat from row to row, each made once.</summary>
internal sealed class NameCache
{
    private const int LongestOnStack = 256;
    private const int FewNames = 8;

    // The first names as they were written: most files have no more of them.
    private readonly List<(byte[] Text, string? Name)> _first = [];

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _names = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text without spaces around it; <see langword="null"/> if it is empty.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public string? Of(ReadOnlySpan<byte> utf8)
    {
        foreach (var (text, known) in _first)
        {
            if (utf8.SequenceEqual(text)) return known;
        }
        var name = Find(utf8);
        if (_first.Count < FewNames) _first.Add((utf8.ToArray(), name));
        return name;
    }

    private string? Find(ReadOnlySpan<byte> utf8)
    {
        Span<char> characters = utf8.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[utf8.Length];
        var name = ((ReadOnlySpan<char>)characters[..Encoding.UTF8.GetChars(utf8, characters)]).Trim();
        if (name.IsEmpty) return null;
        if (_names.TryGetValue(name, out var known)) return known;
        _names.Add(name);
        return _names.TryGetValue(name, out known) ? known : name.ToString();
    }
}
