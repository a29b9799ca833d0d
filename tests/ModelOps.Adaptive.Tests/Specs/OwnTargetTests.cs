using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Specs;

namespace ModelOps.Adaptive.Tests.Specs;

public sealed class OwnTargetTests : IDisposable
{
    private const string Target = """{table: in_bed, column: cases, observed: data/in_bed.csv, "on": [day], loss: poisson, reduce: likelihood, weight: 1.0}""";

    private const string Next = "\n      - ";

    private readonly SpecFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Own_targets_stand_beside_those_with_observations_and_have_names()
    {
        var spec = _folder.ReadWith(Target, $$"""{entrypoint: "targets.fit:loss", weight: 2.5}{{Next}}{{Target}}{{Next}}{entrypoint: "lib/Fit.dll:Fit.Loss"}{{Next}}{{Target}}""");
        spec.UserTargets.Select(target => (target.Entrypoint.Text, target.Weight)).ShouldBe([("targets.fit:loss", 2.5), ("lib/Fit.dll:Fit.Loss", 1)]);
        spec.Targets.Count.ShouldBe(2);
        ProjectFolder.EntrypointsOf(spec).Select(entrypoint => entrypoint.Text).ShouldBe(["models.sir:simulate", "targets.fit:loss", "lib/Fit.dll:Fit.Loss"]);
        ResolvedSpec.TargetNamesOf(SpecDigest.Resolve(spec)).ShouldBe(["in_bed.cases", "in_bed.cases_2", "targets.fit:loss", "lib/Fit.dll:Fit.Loss"]);
    }

    [Theory]
    [InlineData("""{entrypoint: "fit:loss", weight: 0}""", "bad_weight", "F:12: spec.objective.targets[0].weight: expected a number above 0, got '0'.")]
    [InlineData("""{entrypoint: "fit:loss", weight: .inf}""", "invalid_spec", "F:12: spec.objective.targets[0].weight: expected a number, got '.inf'.")]
    [InlineData("""{entrypoint: "fit.loss"}""", "invalid_entrypoint", "F:12: spec.objective.targets[0].entrypoint: Invalid entrypoint 'fit.loss': it must contain either '/' or ':'.")]
    [InlineData("""{entrypoint: "exec:./fit"}""", "invalid_spec", "F:12: spec.objective.targets[0].entrypoint: a target is a Python function or class, or a .NET type, not an executable, got 'exec:./fit'.")]
    [InlineData("""{entrypoint: "fit:loss", observed: data/in_bed.csv}""", "unused_option", "F:12: spec.objective.targets[0].observed: a target with an entrypoint computes its loss itself and takes only a weight, got 'data/in_bed.csv'.")]
    [InlineData("""{entrypoint: "fit:loss", wait: 2}""", "unknown_key", "F:12: unknown key 'spec.objective.targets[0].wait'. Did you mean 'weight'?")]
    [InlineData("""{entrypiont: "fit:loss"}""", "unknown_key", "F:12: spec.objective.targets[0].entrypiont: unknown key; is it 'entrypoint'?, got 'fit:loss'.")]
    public void Mistakes_name_place_and_remedy(string target, string code, string message) => _folder.ErrorWith(Target, target).ShouldBe((code, message));
}
