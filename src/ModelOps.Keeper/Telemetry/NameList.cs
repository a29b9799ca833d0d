namespace ModelOps.Keeper.Telemetry;

/// <summary>The few names (nodes, GPU models) that many samples share, by number from 1; 0 is no name.</summary>
internal sealed class NameList
{
    // So many names are found faster by their reference than by a hash.
    private const int FewNames = 8;

    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _names = [];

    /// <summary>All names in ordinal order.</summary>
    public IReadOnlyList<string> Sorted => [.. _names.Order(StringComparer.Ordinal)];

    /// <summary>The number of a name, given at its first use.</summary>
    public int NumberOf(string? name)
    {
        if (name is null) return 0;
        for (var i = 0; i < Math.Min(_names.Count, FewNames); i++)
        {
            if (ReferenceEquals(_names[i], name)) return i + 1;
        }
        if (!_numbers.TryGetValue(name, out var number))
        {
            _names.Add(name);
            _numbers[name] = number = _names.Count;
        }
        return number;
    }

    /// <summary>The name of a number.</summary>
    public string? this[int number] => number == 0 ? null : _names[number - 1];
}
