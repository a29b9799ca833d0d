using System.Collections;
using System.Diagnostics.CodeAnalysis;
using ModelOps.Contracts.Digests;

namespace ModelOps.Adaptive.Trials;

/// <summary>The stored tables of a replicate by name: a few, in two arrays, since a study has one of these for every replicate.</summary>
internal sealed class StoredTables : IReadOnlyDictionary<string, Digest>
{
    private static readonly StoredTables None = new([], []);

    private readonly string[] _names;
    private readonly Digest[] _digests;

    private StoredTables(string[] names, Digest[] digests) => (_names, _digests) = (names, digests);

    public int Count => _names.Length;

    public IEnumerable<string> Keys => _names;

    public IEnumerable<Digest> Values => _digests;

    public Digest this[string key] => TryGetValue(key, out var digest) ? digest : throw new KeyNotFoundException($"There is no table '{key}'.");

    /// <summary>The same tables in the order of the others.</summary>
    // A model's tables have the same few names in every replicate.
    public static StoredTables Of(IReadOnlyDictionary<string, Digest> tables) => tables switch
    {
        StoredTables already => already,
        { Count: 0 } => None,
        _ => new([.. tables.Keys.Select(string.Intern)], [.. tables.Values]),
    };

    public bool ContainsKey(string key) => Array.IndexOf(_names, key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Digest value)
    {
        var index = Array.IndexOf(_names, key);
        value = index >= 0 ? _digests[index] : default;
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, Digest>> GetEnumerator()
    {
        for (var i = 0; i < _names.Length; i++) yield return new(_names[i], _digests[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
