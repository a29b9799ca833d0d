using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// The end of a search: the best few parameter sets again, on fresh seeds, and then the one of them that is expected to be best, with all
/// trials that are left. Two fifths of the repetitions decide, the others measure.
/// </summary>
internal sealed class Confirmation
{
    private const int Least = 4;
    private const int Most = 60;
    private const int Part = 10;

    private readonly int? _budget;
    private readonly int _repetitions;
    private readonly Queue<ParameterSet> _pending = new();
    private IReadOnlyList<ParameterSet>? _candidates;
    private ParameterSet? _chosen;
    private int _outstanding;
    private bool _hasChance = true;

    /// <param name="budget">The trials of the search; without it there is no end to prepare for.</param>
    /// <param name="repetitions">How many of them confirm; by default a tenth.</param>
    public Confirmation(int? budget, int? repetitions)
    {
        _budget = budget;
        _repetitions = Math.Min(repetitions ?? Math.Clamp(budget.GetValueOrDefault() / Part, Least, Most), budget.GetValueOrDefault() / 2);
    }

    /// <summary>How many trials precede it.</summary>
    public int Start => _budget is { } budget ? budget - Math.Min(_repetitions, _hasChance ? int.MaxValue : 1) : int.MaxValue;

    /// <summary>Notes two results of one parameter set: if they are equal, the loss has no chance in it.</summary>
    public void NoteProbe(TrialResult first, TrialResult again) =>
        _hasChance = again.Status != TrialStatus.Completed || !again.Loss.Equals(first.Loss);

    /// <summary>Notes that one of the repetitions has a result.</summary>
    public void NoteRepetition() => _outstanding--;

    /// <summary>The next repetitions; none while those that decide are outstanding.</summary>
    public IReadOnlyList<ParameterSet> Ask(GpSearch process, int round, int count)
    {
        if (_candidates is null) Begin(process, round);
        var proposals = new List<ParameterSet>(count);
        while (proposals.Count < count && _pending.TryDequeue(out var next)) proposals.Add(next);
        if (proposals.Count == 0 && _outstanding == 0) _chosen ??= process.Choose(_candidates!);
        while (proposals.Count < count && _chosen is not null) proposals.Add(_chosen);
        _outstanding += proposals.Count;
        return proposals;
    }

    private void Begin(GpSearch process, int round)
    {
        _candidates = process.Recommend(round);
        var each = 2 * _repetitions / 5 / _candidates.Count;
        if (!_hasChance || each == 0) _chosen = _hasChance ? process.Choose(_candidates) : process.Best;
        for (var i = 0; _chosen is null && i < each; i++)
        {
            foreach (var candidate in _candidates) _pending.Enqueue(candidate);
        }
    }
}
