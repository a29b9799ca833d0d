using ModelOps.Adaptive.Rounds;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Running;

/// <summary>The predecessor's adapter for trying out: 20 trials with x counting them and y the place in the round; it learns nothing.</summary>
internal sealed class FakeAdapter : IAskTell
{
    private const int MaxTrials = 20;

    private int _trials;

    public Task<IReadOnlyList<ParameterSet>> AskAsync(int round, int count, CancellationToken cancellationToken)
    {
        var proposals = Enumerable.Range(0, Math.Min(count, MaxTrials - _trials)).Select(Propose).ToList();
        _trials += proposals.Count;
        return Task.FromResult<IReadOnlyList<ParameterSet>>(proposals);
    }

    public Task TellAsync(IReadOnlyList<TrialResult> results, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> FinishedAsync(CancellationToken cancellationToken) => Task.FromResult(_trials >= MaxTrials);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ParameterSet Propose(int place) =>
        new([new("x", ParameterValue.From((double)(_trials + place))), new("y", ParameterValue.From((double)place))]);
}
