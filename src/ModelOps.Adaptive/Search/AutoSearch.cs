using ModelOps.Adaptive.Search.Surface;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// The default: a Gaussian process to a few hundred trials, then CMA-ES from what it found; if there is chance in the loss, a response
/// surface for more than half of the budget; and at the end the best few again on fresh seeds. Its last trials are all of one parameter set, its answer. The best of the first design is repeated at once; a loss
/// that is the same again means a model without chance, which needs a single repetition at the end.
/// Option: <c>confirmations</c>, the trials that the end repeats (a tenth of the budget, 4 to 60).
/// </summary>
internal sealed class AutoSearch : ISearch
{
    // Beyond, a proposal of the process costs more than it brings over one of CMA-ES; a search not much longer is not worth the change.
    private const int MostByProcess = 250;
    private const int FewMore = 150;
    private const int Elite = 20;

    // Of a budget: what a loss with chance in it needs to tell where it is least, once it is known about where.
    private const double SurfacePart = 0.6;

    private readonly SearchSpace _space;
    private readonly SearchSettings _settings;
    private readonly GpSearch _process;
    private readonly Confirmation _confirmation;
    private readonly int _byProcess;
    private readonly Queue<Owner> _owners = new();
    private CmaesSearch? _evolution;
    private TrialResult? _best;
    private TrialResult? _repeated;
    private SurfaceSearch? _surface;
    private int _asked;

    private AutoSearch(SearchSpace space, SearchSettings settings, SearchOptions options)
    {
        (_space, _settings) = (space, settings);
        _process = GpSearch.Plain(space, settings);
        _confirmation = new(settings.Budget, options.Int("confirmations", 0, int.MaxValue));
        _byProcess = settings.Budget is { } budget && budget <= MostByProcess + FewMore ? budget : MostByProcess;
    }

    private enum Owner
    {
        Process,
        Evolution,
        Surface,
        Probe,
        Repetition,
    }

    /// <summary>Creates the search; in a space without a free parameter, one that repeats its only point.</summary>
    public static ISearch Create(SearchSpace space, SearchSettings settings)
    {
        var options = new SearchOptions("auto", settings.Options, "confirmations");
        return space.Dimensions == 0 ? new RandomSearch(space, settings.Seed) : new AutoSearch(space, settings, options);
    }

    public bool Finished => false;

    public IReadOnlyList<ParameterSet> Ask(int round, int count)
    {
        var left = _confirmation.Start - _asked;
        var proposals = left > 0 || _process.Completed == 0
            ? Search(round, left > 0 ? Math.Min(count, left) : count)
            : Owned(Owner.Repetition, _confirmation.Ask(_process, _surface, round, count));
        _asked += proposals.Count;
        return proposals;
    }

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        foreach (var result in results)
        {
            if (!_owners.TryDequeue(out var owner)) throw new InvalidOperationException("A result was told for a trial that was not asked.");
            if (owner == Owner.Process) _process.Tell([result]);
            else _process.Learn([result]);
            if (owner == Owner.Evolution) _evolution!.Tell([result]);
            if (owner == Owner.Probe) _confirmation.NoteProbe(_repeated!, result);
            if (owner == Owner.Repetition) _confirmation.NoteRepetition(result);
            if (result.Status == TrialStatus.Completed && (_best is null || result.Loss < _best.Loss)) _best = result;
        }
    }

    public void Learn(IReadOnlyList<TrialResult> results) => _process.Learn(results);

    private IReadOnlyList<ParameterSet> Search(int round, int count)
    {
        if (_repeated is null && _best is not null && _process.HasDesign)
        {
            _repeated = _best;
            return Owned(Owner.Probe, [_best.Parameters]);
        }
        if (_asked >= SurfaceStart && (_surface ??= _process.Refine()) is { } surface)
            return Owned(Owner.Surface, surface.Ask(new(_settings.Seed, (uint)RandomPurpose.Shells, (uint)round), count));
        if (_asked < _byProcess) return Owned(Owner.Process, _process.Ask(round, Math.Min(count, _byProcess - _asked)));
        if (_process.Completed == 0) return Owned(Owner.Process, _process.Ask(round, count));
        _evolution ??= StartEvolution();
        return Owned(Owner.Evolution, _evolution.Ask(round, count));
    }

    // A polynomial takes several trials a coefficient.
    private int SurfaceStart
    {
        get
        {
            if (!_confirmation.HasChance || _settings.Budget is not { } budget) return int.MaxValue;
            var trials = (int)(SurfacePart * budget);
            return SurfaceSearch.Suffices(_space, trials) ? _confirmation.Start - trials : int.MaxValue;
        }
    }

    private CmaesSearch StartEvolution()
    {
        var (best, length) = _process.Elite(Elite);
        return CmaesSearch.WarmStarted(_space, _settings, best, length / 4);
    }

    private IReadOnlyList<ParameterSet> Owned(Owner owner, IReadOnlyList<ParameterSet> proposals)
    {
        foreach (var _ in proposals) _owners.Enqueue(owner);
        return proposals;
    }
}
