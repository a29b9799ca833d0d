using System.Text.Json.Nodes;
using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Tests.Reporting;
using ModelOps.Adaptive.Tests.Specs;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Tests.Records;

public sealed class RecordedSpecTests
{
    private const string EveryKind = """
        parameters:
            kind: {type: categorical, choices: [1, 1.0, "one", true]}
            constant: {type: fixed, value: 0.25}
            big: {type: int, min: 1, max: 4503599627370496, scale: log}
            beta:  {type: float, min: 0.5, max: 5.0, scale: log}
        """;

    [Fact]
    public void Space_is_read_back_from_a_recorded_spec()
    {
        using var folder = new SpecFolder();
        var spec = folder.ReadWith("parameters:\n    beta:  {type: float, min: 0.5, max: 5.0, scale: log}", EveryKind);
        RecordedSpace.Of(StateOf(spec)).Parameters.ShouldBe(spec.Space.Parameters);
    }

    [Theory]
    [InlineData("loss: poisson, reduce: likelihood")]
    [InlineData("loss: mae, reduce: annealed")]
    [InlineData("loss: negative_binomial, reduce: mean_signal, dispersion: 0.5")]
    [InlineData("loss: binomial, reduce: likelihood, trials: 100")]
    public void Targets_are_read_back_from_a_recorded_spec(string how)
    {
        using var folder = new SpecFolder();
        var spec = folder.ReadWith("loss: poisson, reduce: likelihood", how);
        var recorded = RecordedTarget.Of(StateOf(spec).Header).ShouldHaveSingleItem();
        var definition = recorded.Definition with { Observed = spec.Targets[0].Definition.Observed, On = spec.Targets[0].Definition.On };
        definition.ShouldBe(spec.Targets[0].Definition);
        recorded.Observed.ShouldBe(spec.Targets[0].ObservedDigest);
    }

    [Fact]
    public void Observed_file_is_found_by_its_content_whatever_its_name()
    {
        using var folder = new SpecFolder();
        var spec = folder.Read(SpecFolder.Influenza);
        var targets = RecordedTarget.Of(StateOf(spec).Header);
        var root = Path.GetDirectoryName(folder.File)!;
        File.Move(Path.Combine(root, "data", "in_bed.csv"), Path.Combine(root, "renamed.csv"));
        ObservedFiles.Find(targets, root, []).ShouldHaveSingleItem().Observed.Values.ShouldBe(spec.Targets[0].Observed.Values);
        ObservedFiles.Find(targets, Path.Combine(root, "nowhere"), [Path.Combine(root, "renamed.csv")]).Count.ShouldBe(1);
        File.AppendAllText(Path.Combine(root, "renamed.csv"), "3,4\n");
        ObservedFiles.Find(targets, root, []).ShouldBeEmpty();
    }

    [Fact]
    public void Space_of_an_adapter_that_brings_its_own_is_what_its_trials_span()
    {
        var state = new StudyState(ReportStudies.Header([], []));
        state.Apply(new StudyEvent.RoundAppended(0, [Proposal(0.5, 3, "b"), Proposal(-1.5, 7, "a")]));
        var space = RecordedSpace.Of(state);
        space.Parameters[0].ShouldBe(new IntParameter("count", 3, 7));
        space.Parameters[1].ShouldBe(new CategoricalParameter("kind", [ParameterValue.From("a"), ParameterValue.From("b")]));
        space.Parameters[2].ShouldBe(new FloatParameter("real", -1.5, 0.5));
        RecordedSpace.PlaceOf(space.Parameters[2], new([])).ShouldBeNull();
        RecordedSpace.PlaceOf(space.Parameters[2], new([KeyValuePair.Create("real", ParameterValue.From(9.0))])).ShouldBeNull();
    }

    private static Proposal Proposal(double real, int count, string kind) => new(
        new([KeyValuePair.Create("real", ParameterValue.From(real)), KeyValuePair.Create("count", ParameterValue.From((System.Numerics.BigInteger)count)), KeyValuePair.Create("kind", ParameterValue.From(kind))]), [1UL]);

    // Through its text, as a journal keeps it.
    private static StudyState StateOf(AdaptiveSpec spec) =>
        new(ReportStudies.Header([], []) with { Spec = JsonNode.Parse(SpecDigest.Resolve(spec).ToJsonString())!.AsObject() });
}
