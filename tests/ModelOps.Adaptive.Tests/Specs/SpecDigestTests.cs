using ModelOps.Adaptive.Specs;

namespace ModelOps.Adaptive.Tests.Specs;

public sealed class SpecDigestTests : IDisposable
{
    private readonly SpecFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Digest_of_a_known_spec_never_changes() => Of(SpecFolder.Influenza).ShouldBe("sha256:ca60e61c1fa1b411ec3b5c23a640bc70ffc225a6a4cfafcc00c680e34feea730");

    [Fact]
    public void Comments_order_of_keys_and_style_do_not_count()
    {
        const string Rewritten = """
            # The same study.
            kind: Adaptive
            spec:
              algorithm:
                seed: "1978"
                replicates: 10
                batch_size: 8
                max_trials: 300
                adapter_path: builtin:cmaes
              objective:
                targets:
                  - weight: 1
                    reduce: likelihood
                    loss: poisson
                    "on":
                      - day
                    observed: ./data/../data/in_bed.csv
                    column: cases
                    table: in_bed
              parameters:
                seeded: {max: 10, min: 1, type: int, scale: linear}
                gamma: {max: 1, min: .1, type: float}
                beta: {scale: log, max: 5e0, min: 0.50, type: float}
              model: {entrypoint: models.sir:simulate}
            """;
        Of(Rewritten).ShouldBe(Of(SpecFolder.Influenza));
    }

    [Theory]
    [InlineData("{name: influenza-1978}", "{name: other, labels: {a: b}}")]
    [InlineData("bundle: .", "bundle: ./elsewhere")]
    [InlineData("  algorithm:", "  workers: {timeout: 5, retries: 0, replicas: 3}\n  central_store: {}\n  algorithm:")]
    [InlineData("  algorithm:", "  workspace_ref: {namespace: x}\n  allow_mixed_platforms: true\n  algorithm:")]
    [InlineData("reduce: likelihood, ", "")]
    [InlineData(", weight: 1.0", "")]
    [InlineData("seed: 1978", "seed: 1978, lookahead: 0, min_replicates: 10, replicate_seeds: own, pruning: none, options: {}")]
    public void What_does_not_shape_trials_and_defaults_written_out_do_not_count(string part, string replacement) =>
        With(part, replacement).ShouldBe(Of(SpecFolder.Influenza));

    [Theory]
    [InlineData("models.sir:simulate", "models.sir:simulate2")]
    [InlineData("min: 0.5", "min: 0.50000000000000011")]
    [InlineData("max: 1.0", "max: 1.1")]
    [InlineData(", scale: log", "")]
    [InlineData("gamma:", "delta:")]
    [InlineData("type: int, min: 1, max: 10", "type: float, min: 1, max: 10")]
    [InlineData("type: int, min: 1, max: 10", "type: fixed, value: 1")]
    [InlineData("type: int, min: 1, max: 10", "type: fixed, value: 1.0")]
    [InlineData("type: int, min: 1, max: 10", "type: fixed, value: '1'")]
    [InlineData("type: int, min: 1, max: 10", "type: categorical, choices: [1, 2]")]
    [InlineData("type: int, min: 1, max: 10", "type: categorical, choices: [2, 1]")]
    [InlineData("table: in_bed", "table: bed")]
    [InlineData("loss: poisson, reduce: likelihood", "loss: mse")]
    [InlineData("reduce: likelihood", "reduce: annealed")]
    [InlineData("weight: 1.0", "weight: 2.0")]
    [InlineData("builtin:cmaes", "builtin:random")]
    [InlineData("max_trials: 300", "max_trials: 301")]
    [InlineData("max_trials: 300", "max_simulations: 3000")]
    [InlineData("batch_size: 8", "batch_size: 9")]
    [InlineData("replicates: 10", "replicates: 11")]
    [InlineData("seed: 1978", "seed: 1979")]
    [InlineData("seed: 1978", "seed: 1978, lookahead: 1")]
    [InlineData("seed: 1978", "seed: 1978, min_replicates: 9")]
    [InlineData("seed: 1978", "seed: 1978, replicate_seeds: common")]
    [InlineData("seed: 1978", "seed: 1978, max_simulations: 100000")]
    [InlineData("seed: 1978", "seed: 1978, options: {sigma: 0.25}")]
    [InlineData("seed: 1978", "seed: 1978, target_loss: 1")]
    [InlineData("seed: 1978", "seed: 1978, no_improvement: 50")]
    [InlineData("seed: 1978", "seed: 1978, max_time: 60")]
    [InlineData("seed: 1978", "seed: 1978, pruning: median")]
    [InlineData("seed: 1978", "seed: 1978, enqueue: [{beta: 1, gamma: 0.5, seeded: 1}]")]
    [InlineData("  objective:", "  constraints: [gamma <= beta]\n  objective:")]
    public void What_shapes_trials_counts(string part, string replacement) => With(part, replacement).ShouldNotBe(Of(SpecFolder.Influenza));

    [Fact]
    public void Replicates_that_prune_count_and_a_third_is_their_default()
    {
        With("seed: 1978", "seed: 1978, pruning: median, pruning_replicates: 3").ShouldBe(With("seed: 1978", "seed: 1978, pruning: median"));
        With("seed: 1978", "seed: 1978, pruning: median, pruning_replicates: 4").ShouldNotBe(With("seed: 1978", "seed: 1978, pruning: median"));
    }

    [Fact]
    public void Each_difference_is_another_digest()
    {
        string[] types = ["fixed, value: 1", "fixed, value: 1.0", "fixed, value: '1'", "fixed, value: true", "fixed, value: 'true'", "categorical, choices: [1]", "categorical, choices: ['1']"];
        types.Select(type => With("type: int, min: 1, max: 10", $"type: {type}")).ShouldBeUnique();
    }

    [Fact]
    public void Own_targets_count_by_entrypoint_weight_and_order()
    {
        const string Loss = "loss: poisson, reduce: likelihood, weight: 1.0}";
        string[] digests =
        [
            Of(SpecFolder.Influenza),
            With(Loss, Loss + "\n      - {entrypoint: \"fit:a\"}"),
            With(Loss, Loss + "\n      - {entrypoint: \"fit:a\", weight: 2}"),
            With(Loss, Loss + "\n      - {entrypoint: \"fit:a\"}\n      - {entrypoint: \"fit:b\"}"),
            With(Loss, Loss + "\n      - {entrypoint: \"fit:b\"}\n      - {entrypoint: \"fit:a\"}"),
        ];
        digests.Distinct().Count().ShouldBe(digests.Length);
        With(Loss, Loss + "\n      - {entrypoint: \"fit:a\", weight: 1}").ShouldBe(digests[1]);
    }

    [Fact]
    public void Observations_count_by_their_bytes()
    {
        var before = Of(SpecFolder.Influenza);
        _folder.Observe("day,cases\n0,3\n1,8\n2,27\n");
        Of(SpecFolder.Influenza).ShouldNotBe(before);
    }

    [Fact]
    public void Constraints_count_by_what_they_say() =>
        With("  objective:", "  constraints: [gamma <= beta]\n  objective:").ShouldBe(With("  objective:", "  constraints: ['0 >= gamma - beta']\n  objective:"));

    private string Of(string text) => SpecDigest.Of(SpecDigest.Resolve(_folder.Read(text))).ToString();

    private string With(string part, string replacement) => SpecDigest.Of(SpecDigest.Resolve(_folder.ReadWith(part, replacement))).ToString();
}
