using ModelOps.Adaptive.Adapters;
using ModelOps.Adaptive.Export;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Tests.Running;
using ModelOps.Adaptive.Tests.Specs;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Export;

public sealed class PosteriorTableTests : IDisposable
{
    private const string Spec = """
        kind: Adaptive
        spec:
          model: {entrypoint: "toy:simulate", bundle: .}
          parameters: {x: {type: float, min: 0.1, max: 1, scale: log}, n: {type: int, min: 1, max: 3}, kind: {type: categorical, choices: [1, '1', true]}, c: {type: fixed, value: 2.0}}
          constraints: [x + 0.1*n <= 1.2]
          algorithm: {adapter_path: "builtin:abc_smc", max_trials: 400, replicates: 2, lookahead: 1, batch_size: 7, options: {particles: 25, populations: 3}, enqueue: [{x: 0.5, n: 2, kind: true}]}
        """;

    private readonly SpecFolder _specs = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _specs.Dispose();

    [Fact]
    public void Space_and_algorithm_are_read_back_from_the_record()
    {
        var spec = _specs.Read(Spec);
        var resolved = SpecDigest.Resolve(spec);
        var again = spec with { Space = ResolvedSpec.SpaceOf(resolved), Algorithm = ResolvedSpec.AlgorithmOf(resolved) };
        SpecDigest.Of(SpecDigest.Resolve(again)).ShouldBe(SpecDigest.Of(resolved));
        again.Space.Parameters.ShouldBe(spec.Space.Parameters);
    }

    [Fact]
    public async Task Replayed_sample_is_the_one_of_the_run()
    {
        var spec = _specs.Read(Spec);
        var (state, sample) = await RunAsync(spec);
        state.Stopped.ShouldBe(StopReason.Finished);
        var table = await PosteriorTable.OfAsync(state, Token);
        table.Columns.Select(column => column.Name).ShouldBe(["weight", "distance", "param_c", "param_kind", "param_n", "param_x"]);
        table["weight"].ToDoubles().ToArray().ShouldBe(sample.Select(point => point.Weight).ToArray());
        table["distance"].ToDoubles().ToArray().ShouldBe(sample.Select(point => point.Distance).ToArray());
    }

    [Fact]
    public async Task Other_algorithm_has_none()
    {
        var (state, _) = await RunAsync(_specs.Read(Spec.Replace("abc_smc", "random", StringComparison.Ordinal).Replace("particles: 25, populations: 3", "", StringComparison.Ordinal)));
        (await Should.ThrowAsync<InvalidInputException>(() => PosteriorTable.OfAsync(state, Token))).Code.ShouldBe("no_posterior");
    }

    private static async Task<(StudyState State, IReadOnlyList<Adaptive.Search.WeightedPoint> Sample)> RunAsync(AdaptiveSpec spec)
    {
        var search = spec.Algorithm.CreateBuiltin(spec.Algorithm.Builtin!, spec.Space);
        using var campaign = new Campaign { Rules = spec.Algorithm.Rules, Algorithm = () => new BuiltinAskTell(search), Evaluator = ToyStudy.Placeholder() };
        var state = await campaign.RunAsync(new HostileBehaviour(1));
        var header = state.Header with { Spec = SpecDigest.Resolve(spec) };
        return (Copy(header, state), search.Posterior);
    }

    // The campaign's header is that of another model; the trials are what counts.
    private static StudyState Copy(StudyHeader header, StudyState state)
    {
        var copy = new StudyState(header);
        for (var round = 0; round < state.Rounds; round++)
        {
            copy.Apply(new StudyEvent.RoundAppended(round, [.. state.TrialsOf(round).Select(trial => new Proposal(trial.Parameters, trial.Seeds))]));
            foreach (var trial in state.TrialsOf(round))
            {
                foreach (var replicate in trial.Replicates) copy.Apply(new StudyEvent.ReplicateRecorded(replicate!));
                copy.Apply(new StudyEvent.TrialTold(trial.Number, trial.Result!.Status, trial.Result.Loss));
            }
        }
        copy.Apply(new StudyEvent.Stopped(state.Stopped!.Value, copy.Digest));
        return copy;
    }
}
