using System.Globalization;
using System.Runtime.InteropServices;
using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Rounds;

/// <summary>How many replicate indices of each parameter set the rounds of a study have used: the next one is free.</summary>
public sealed class UsedReplicates
{
    private readonly Dictionary<Key, int> _used = [];

    /// <summary>Takes note of a round.</summary>
    public void Add(StudyEvent.RoundAppended round)
    {
        foreach (var (parameters, seeds) in round.Proposals) CollectionsMarshal.GetValueRefOrAddDefault(_used, KeyOf(parameters.Id), out _) += seeds.Count;
    }

    /// <summary>The first replicate index that no trial with these parameters uses.</summary>
    public long Of(string paramId) => _used.GetValueOrDefault(KeyOf(paramId));

    private static Key KeyOf(string paramId) => new(Part(paramId.AsSpan(0, 16)), Part(paramId.AsSpan(16, 16)));

    private static ulong Part(ReadOnlySpan<char> hex) => ulong.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // Half of the id: as good as all of it, and there is one for every trial.
    private readonly record struct Key(ulong High, ulong Low);
}
