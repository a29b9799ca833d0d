using System.Collections;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Studies;

/// <summary>
/// The trials of a study by number, of which the first ones may be forgotten: of those only status and loss are kept, in a few bytes, so
/// that a study may have millions. To read a forgotten one is a fault of the reader.
/// </summary>
internal sealed class TrialWindow : IReadOnlyList<Trial>
{
    private readonly List<Trial> _kept = [];
    private readonly List<TrialStatus> _statuses = [];
    private readonly List<double> _losses = [];

    /// <summary>How many are forgotten: all before this number.</summary>
    public int Forgotten => _losses.Count;

    public int Count => Forgotten + _kept.Count;

    public Trial this[int index] => index >= Forgotten ? _kept[index - Forgotten] : throw new InvalidOperationException($"Trial {index} is forgotten.");

    public void Add(Trial trial) => _kept.Add(trial);

    /// <summary>Forgets the trials before a number, each of which has a result; does nothing for those forgotten before.</summary>
    public void Forget(int before)
    {
        var count = Math.Max(0, before - Forgotten);
        for (var i = 0; i < count; i++)
        {
            _statuses.Add(_kept[i].Result!.Status);
            _losses.Add(_kept[i].Result!.Loss);
        }
        _kept.RemoveRange(0, count);
    }

    /// <summary>Status and loss of any trial, forgotten or not; <see langword="null"/> if it has no result yet.</summary>
    public (TrialStatus Status, double Loss)? OutcomeOf(int number)
    {
        if (number < Forgotten) return (_statuses[number], _losses[number]);
        return this[number].Result is { } result ? (result.Status, result.Loss) : null;
    }

    /// <summary>The trials from a number to before another.</summary>
    public IReadOnlyList<Trial> Between(int from, int to) =>
        from >= Forgotten ? _kept[(from - Forgotten)..(to - Forgotten)] : throw new InvalidOperationException($"Trial {from} is forgotten.");

    public IEnumerator<Trial> GetEnumerator() =>
        Forgotten == 0 ? _kept.GetEnumerator() : throw new InvalidOperationException($"{Forgotten} trials are forgotten.");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
