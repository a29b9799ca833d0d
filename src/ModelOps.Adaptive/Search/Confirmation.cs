using ModelOps.Adaptive.Search.Surface;
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
    private readonly List<TrialResult> _repeated = [];
    private IReadOnlyList<ParameterSet>? _candidates;
    private ParameterSet? _chosen;
    private int _outstanding;

    /// <param name="budget">The trials of the search; without it there is no end to prepare for.</param>
    /// <param name="repetitions">How many of them confirm; by default a tenth.</param>
    public Confirmation(int? budget, int? repetitions)
    {
        _budget = budget;
        _repetitions = Math.Min(repetitions ?? Math.Clamp(budget.GetValueOrDefault() / Part, Least, Most), budget.GetValueOrDefault() / 2);
    }

    /// <summary>Whether two trials of one parameter set may have different losses.</summary>
    public bool HasChance { get; private set; } = true;

    /// <summary>How many trials precede it.</summary>
    public int Start => _budget is { } budget ? budget - Math.Min(_repetitions, HasChance ? int.MaxValue : 1) : int.MaxValue;

    /// <summary>Notes two results of one parameter set: if they are equal, the loss has no chance in it.</summary>
    public void NoteProbe(TrialResult first, TrialResult again) =>
        HasChance = again.Status != TrialStatus.Completed || !again.Loss.Equals(first.Loss);

    /// <summary>Notes the result of a repetition.</summary>
    public void NoteRepetition(TrialResult result)
    {
        _outstanding--;
        if (_chosen is null) _repeated.Add(result);
    }

    /// <summary>The next repetitions; none while those that decide are outstanding.</summary>
    public IReadOnlyList<ParameterSet> Ask(GpSearch process, SurfaceSearch? surface, int round, int count)
    {
        if (_candidates is null) Begin(process, surface, round);
        var proposals = new List<ParameterSet>(count);
        while (proposals.Count < count && _pending.TryDequeue(out var next)) proposals.Add(next);
        if (proposals.Count == 0 && _outstanding == 0) _chosen ??= surface is null ? process.Choose(_candidates!) : Chosen();
        while (proposals.Count < count && _chosen is not null) proposals.Add(_chosen);
        _outstanding += proposals.Count;
        return proposals;
    }

    private void Begin(GpSearch process, SurfaceSearch? surface, int round)
    {
        if (!HasChance)
        {
            (_candidates, _chosen) = ([process.Best], process.Best);
            return;
        }
        _candidates = surface is null ? process.Recommend(round) : [.. new[] { surface.Least(), surface.Start }.DistinctBy(set => set.Id)];
        var each = 2 * _repetitions / 5 / _candidates.Count;
        if (each == 0) _chosen = surface is null ? process.Choose(_candidates) : _candidates[0];
        for (var i = 0; _chosen is null && i < each; i++)
        {
            foreach (var candidate in _candidates) _pending.Enqueue(candidate);
        }
    }

    // A surface rests on far more trials than these few: only what clearly speaks against it counts.
    private ParameterSet Chosen()
    {
        var first = Losses(_candidates![0]);
        foreach (var other in _candidates.Skip(1))
        {
            var losses = Losses(other);
            if (losses.Count > 0 && (first.Count == 0 || IsClearlyLess(losses, first))) return other;
        }
        return _candidates[0];
    }

    private List<double> Losses(ParameterSet set) =>
        [.. _repeated.Where(result => result.Status == TrialStatus.Completed && result.Parameters.Equals(set)).Select(result => result.Loss)];

    // By more than two standard errors of the difference of the means.
    private static bool IsClearlyLess(List<double> losses, List<double> others)
    {
        var difference = others.Average() - losses.Average();
        return difference > 0 && difference * difference > 4 * (SquaredError(losses) + SquaredError(others));
    }

    private static double SquaredError(List<double> losses)
    {
        var mean = losses.Average();
        return losses.Count < 2 ? double.PositiveInfinity : losses.Sum(loss => (loss - mean) * (loss - mean)) / (losses.Count - 1) / losses.Count;
    }
}
