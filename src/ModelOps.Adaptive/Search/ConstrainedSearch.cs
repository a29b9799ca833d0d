using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// A search whose proposals fulfil the constraints of the space. The others never become trials: the search is told at once that they
/// failed, which every search takes as a place to avoid, and asked again.
/// </summary>
internal sealed class ConstrainedSearch(SearchSpace space, ISearch search) : ISearch
{
    // Of a part of the space this small a user wants to know.
    private const int MostMisses = 100_000;

    private readonly Queue<Asked> _asked = new();
    private readonly Queue<Asked> _trials = new();
    private int _rounds;

    public bool Finished => search.Finished;

    public IReadOnlyList<WeightedPoint> Posterior => search.Posterior;

    public IReadOnlyList<ParameterSet> Ask(int round, int count)
    {
        var proposals = new List<ParameterSet>(count);
        for (var misses = 0; proposals.Count < count && !search.Finished;)
        {
            // The search has rounds of its own, since each of them draws other random numbers.
            var asked = search.Ask(_rounds++, count - proposals.Count);
            if (asked.Count == 0) break;
            foreach (var set in asked) misses = Take(set, proposals) ? 0 : misses + 1;
            PassOn();
            if (misses > MostMisses) throw TooNarrow();
        }
        return proposals;
    }

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        foreach (var result in results)
        {
            if (!_trials.TryDequeue(out var trial)) throw new InvalidOperationException("A result was told for a trial that was not asked.");
            trial.Result = result;
        }
        PassOn();
    }

    public void Learn(IReadOnlyList<TrialResult> results) => search.Learn(results);

    private bool Take(ParameterSet set, List<ParameterSet> proposals)
    {
        var asked = new Asked();
        _asked.Enqueue(asked);
        if (space.Violated(set) is not null)
        {
            asked.Result = new(set, TrialStatus.Failed, double.NaN);
            return false;
        }
        proposals.Add(set);
        _trials.Enqueue(asked);
        return true;
    }

    // In the order of asking, up to the first without a result.
    private void PassOn()
    {
        var results = new List<TrialResult>();
        while (_asked.TryPeek(out var next) && next.Result is { } result)
        {
            results.Add(result);
            _asked.Dequeue();
        }
        if (results.Count > 0) search.Tell(results);
    }

    private InvalidInputException TooNarrow() => new(
        "constraints_too_narrow",
        $"More than {MostMisses} proposals in a row broke a constraint ({string.Join("; ", space.Constraints.Select(constraint => constraint.Text))}).",
        "Correct the constraints, or narrow the bounds of the parameters to where they can be fulfilled.");

    private sealed class Asked
    {
        public TrialResult? Result { get; set; }
    }
}
