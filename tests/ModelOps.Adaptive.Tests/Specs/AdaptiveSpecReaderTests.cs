using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Specs;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Tests.Specs;

public sealed class AdaptiveSpecReaderTests : IDisposable
{
    // As the requirement document for the predecessor's replacement has it.
    private const string ClusterSpec = """
        apiVersion: modelops/v1
        kind: Adaptive
        metadata:
          name: calibration-run
        spec:
          central_store:
            persistence:
              size: 10Gi
              storage_class: managed-csi-premium
            version: "15"
          workers:
            replicas: 2  # Requires central_store
            image: ghcr.io/megacorp/modelops-runner:latest
            resources:
              requests:
                memory: "4Gi"
                cpu: "2"
            nodeSelector:
              modelops.io/role: cpu
          workspace_ref:
            namespace: modelops-dev  # Must exist
          algorithm:
            adapter_path: "examples.fake_adapter:FakeAdapter"
            batch_size: 4
            replicates: 10
        """;

    private const string Guard = "central_store is required when workers.replicas > 1. Add a central_store section to your spec or reduce replicas to 1.";

    private readonly SpecFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cluster_spec_loads_unchanged()
    {
        var spec = _folder.Read(ClusterSpec);
        (spec.Name, spec.Workers.Replicas, spec.HasCentralStore).ShouldBe(("calibration-run", 2, true));
        (spec.Algorithm.AdapterPath, spec.Algorithm.Builtin, spec.Algorithm.BatchSize, spec.Algorithm.Replicates, spec.Algorithm.MaxTrials)
            .ShouldBe(("examples.fake_adapter:FakeAdapter", null, 4, 10, null));
        spec.Model.ShouldBe(new ModelSpec(Contracts.References.Entrypoint.Parse("examples.sim.toy:simulate"), null));
        spec.Targets.ShouldBeEmpty();
        spec.Space.Parameters.ShouldBeEmpty();
    }

    [Fact]
    public void Calibration_spec_loads_with_its_defaults_filled_in()
    {
        var spec = _folder.Read(SpecFolder.Influenza);
        (spec.Name, spec.Model.Entrypoint.Text, spec.Model.Bundle, spec.Directory).ShouldBe(("influenza-1978", "models.sir:simulate", ".", Path.GetDirectoryName(_folder.File)));
        spec.Space.Parameters.ShouldBe([new FloatParameter("beta", 0.5, 5, ParameterScale.Log), new FloatParameter("gamma", 0.1, 1), new IntParameter("seeded", 1, 10)]);
        var algorithm = spec.Algorithm;
        (algorithm.Builtin, algorithm.MaxTrials, algorithm.BatchSize, algorithm.Replicates, algorithm.MinReplicates, algorithm.Lookahead, algorithm.Seed, algorithm.CommonSeeds)
            .ShouldBe(("cmaes", 300, 8, 10, 10, 0, 1978UL, false));
        var target = spec.Targets.ShouldHaveSingleItem();
        (target.Definition.Name, target.Definition.Loss, target.Definition.Reduce, target.Definition.Weight).ShouldBe(("in_bed.cases", LossKind.Poisson, Reduction.Likelihood, 1.0));
        target.Observed.Values.ShouldBe([3, 8, 26]);
        (spec.Workers, spec.HasCentralStore, spec.AllowMixedPlatforms).ShouldBe((new WorkersSpec(1, null, 2), false, false));
    }

    [Theory]
    [InlineData("isolation: cold", 1, null)]
    [InlineData("isolation: warm, recycle: 100, memory: 2GiB", 100, 2_147_483_648L)]
    [InlineData("memory: 800000000", null, 800_000_000L)]
    public void Isolation_and_limits_of_workers_are_outside_the_digest(string workers, int? recycle, long? memory)
    {
        var spec = _folder.ReadWith("  algorithm:", $"  workers: {{{workers}}}\n  algorithm:");
        (spec.Workers.Recycle, spec.Workers.MemoryBytes).ShouldBe((recycle, memory));
        SpecDigest.Of(SpecDigest.Resolve(spec)).ShouldBe(SpecDigest.Of(SpecDigest.Resolve(_folder.Read(SpecFolder.Influenza))));
    }

    [Theory]
    [InlineData("environment: system", ModelEnvironment.System)]
    [InlineData("environment: bundle", ModelEnvironment.Bundle)]
    public void Environment_of_Python_code_is_outside_the_digest(string workers, ModelEnvironment expected)
    {
        var spec = _folder.ReadWith("  algorithm:", $"  workers: {{{workers}}}\n  algorithm:");
        spec.Workers.Environment.ShouldBe(expected);
        SpecDigest.Of(SpecDigest.Resolve(spec)).ShouldBe(SpecDigest.Of(SpecDigest.Resolve(_folder.Read(SpecFolder.Influenza))));
    }

    [Theory]
    [InlineData("environment: venv", "spec.workers.environment: expected one of bundle, system, got 'venv'.")]
    [InlineData("isolation: hot", "spec.workers.isolation: expected one of warm, cold, got 'hot'.")]
    [InlineData("isolation: cold, recycle: 5", "spec.workers.recycle: goes with isolation: warm; a cold worker runs one simulation, got '5'.")]
    [InlineData("recycle: 0", "spec.workers.recycle: expected a whole number from 1 to 2147483647, got '0'.")]
    [InlineData("memory: 2 gigs", "spec.workers.memory: '2 gigs' is no limit of memory; expected bytes or a size such as 2GiB, at least 64MiB.")]
    public void Isolation_and_limits_that_do_not_fit_are_refused(string workers, string message) =>
        _folder.ErrorWith("  algorithm:", $"  workers: {{{workers}}}\n  algorithm:").Message.ShouldBe("F:13: " + message);

    [Fact]
    public void Points_constraints_and_stop_rules_are_read()
    {
        var spec = _folder.ReadWith("seed: 1978}", "seed: 1978, target_loss: 2, no_improvement: 40, max_time: 1.5, enqueue: [{beta: 1, gamma: 0.5, seeded: 3}]}\n  constraints: ['gamma <= beta']");
        spec.Algorithm.Stops.ShouldBe(new ModelOps.Adaptive.Rounds.StopRules(2, 40, TimeSpan.FromSeconds(1.5)));
        spec.Algorithm.Enqueued.ShouldHaveSingleItem().Canonical.ShouldBe("""{"beta":1.0,"gamma":0.5,"seeded":3}""");
        spec.Space.Constraints.ShouldHaveSingleItem().Text.ShouldBe("gamma <= beta");
        spec.Algorithm.CreateBuiltin("cmaes", spec.Space).Ask(0, 8).ShouldBe(spec.Algorithm.Enqueued);
    }

    [Fact]
    public void Default_algorithm_is_auto_within_all_limits()
    {
        var spec = _folder.ReadWith("adapter_path: \"builtin:cmaes\", max_trials: 300", "max_simulations: 30");
        spec.Algorithm.Builtin.ShouldBe("auto");
        spec.Algorithm.CreateBuiltin("auto", spec.Space).Ask(0, 8).Count.ShouldBe(2);
    }

    [Fact]
    public void Default_model_is_the_given_one()
    {
        _folder.Read(ClusterSpec);
        AdaptiveSpecReader.Read(_folder.File, "my.model:run").Model.Entrypoint.Text.ShouldBe("my.model:run");
    }

    [Fact]
    public void Several_replicas_without_a_store_are_refused_in_the_words_of_the_contract()
    {
        var error = Should.Throw<ReplicasGuardException>(() => _folder.ReadWith("  algorithm:", "  workers: {replicas: 2}\n  algorithm:"));
        error.Message.ShouldBe(Guard);
    }

    [Theory]
    [InlineData("modelops/v1", "modelops/v9")]
    [InlineData("metadata:", "metadatum:")]
    [InlineData("builtin:cmaes", "builtin:none")]
    [InlineData("data/in_bed.csv", "missing.csv")]
    [InlineData("beta:  {type: float", "beta:  {type: complex")]
    [InlineData("{replicas: 2}", "{replicas: 2, retries: many, surplus: 1}")]
    public void Replicas_are_guarded_before_anything_else(string part, string fault)
    {
        var text = SpecFolder.Influenza.Replace("  algorithm:", "  workers: {replicas: 2}\n  algorithm:", StringComparison.Ordinal);
        Should.Throw<ReplicasGuardException>(() => _folder.Read(text.Replace(part, fault, StringComparison.Ordinal))).Message.ShouldBe(Guard);
    }

    [Theory]
    [InlineData("metadata:", "metadatum:", "F:3: unknown key 'metadatum'. Did you mean 'metadata'?")]
    [InlineData("{name: influenza-1978}", "{name: x, nmae: y}", "F:3: unknown key 'metadata.nmae'. Did you mean 'name'?")]
    [InlineData("  objective:", "  objectives:", "F:10: unknown key 'spec.objectives'. Did you mean 'objective'?")]
    [InlineData("bundle: .}", "bundel: .}", "F:5: unknown key 'spec.model.bundel'. Did you mean 'bundle'?")]
    [InlineData("max: 10}", "max: 10, step: 2}", "F:9: unknown key 'spec.parameters.seeded.step'. Known are: max, min, scale, type.")]
    [InlineData("targets:", "target:", "F:11: unknown key 'spec.objective.target'. Did you mean 'targets'?")]
    [InlineData("weight: 1.0", "wieght: 1.0", "F:12: unknown key 'spec.objective.targets[0].wieght'. Did you mean 'weight'?")]
    [InlineData("max_trials:", "max_trails:", "F:13: unknown key 'spec.algorithm.max_trails'. Did you mean 'max_trials'?")]
    [InlineData("  algorithm:", "  workers: {replica: 1}\n  algorithm:", "F:13: unknown key 'spec.workers.replica'. Did you mean 'replicas'?")]
    [InlineData("  algorithm:", "  central_store: {persistance: {}}\n  algorithm:", "F:13: unknown key 'spec.central_store.persistance'. Did you mean 'persistence'?")]
    [InlineData("  algorithm:", "  workspace_ref: {namspace: x}\n  algorithm:", "F:13: unknown key 'spec.workspace_ref.namspace'. Did you mean 'namespace'?")]
    public void Unknown_key_names_its_line_its_path_and_the_nearest(string part, string replacement, string message) =>
        _folder.ErrorWith(part, replacement).ShouldBe(("unknown_key", message));

    [Theory]
    [InlineData("kind: Adaptive", "kind: Workspace", "invalid_spec", "F:2: kind: expected one of Adaptive, got 'Workspace'.")]
    [InlineData("kind: Adaptive", "", "invalid_spec", "F:1: kind: must be Adaptive.")]
    [InlineData("modelops/v1", "modelops/v2", "invalid_spec", "F:1: apiVersion: expected one of modelops/v1, got 'modelops/v2'.")]
    [InlineData("{name: influenza-1978}", "{name: -x}", "invalid_spec", "F:3: metadata.name: expected at most 63 letters")]
    [InlineData("{name: influenza-1978}", "[]", "invalid_spec", "F:3: metadata: expected a mapping of keys and values.")]
    [InlineData("min: 0.5, max: 5.0", "min: 6, max: 5.0", "min_above_max", "F:7: spec.parameters.beta: Parameter 'beta' has min 6 above max 5.")]
    [InlineData("min: 0.5, max: 5.0", "min: 0, max: 5.0", "log_bound_not_positive", "F:7: spec.parameters.beta: Parameter 'beta' has scale log")]
    [InlineData("min: 0.5, max: 5.0", "min: '0.5', max: 5.0", "invalid_spec", "F:7: spec.parameters.beta.min: expected a number, got '0.5'.")]
    [InlineData("min: 0.5, max: 5.0", "min: low, max: 5.0", "invalid_spec", "F:7: spec.parameters.beta.min: expected a number, got 'low'.")]
    [InlineData("min: 0.5, max: 5.0", "min: .nan, max: 5.0", "invalid_spec", "F:7: spec.parameters.beta.min: expected a number, got '.nan'.")]
    [InlineData("min: 0.5, max: 5.0", "min: 0.5, max: 1e999", "invalid_spec", "F:7: spec.parameters.beta.max: 1e999 is beyond the range of a double")]
    [InlineData("min: 0.5, max: 5.0", "max: 5.0", "invalid_spec", "F:7: spec.parameters.beta.min: is missing: expected a number.")]
    [InlineData("min: 1, max: 10", "min: 1.5, max: 10", "invalid_spec", "F:9: spec.parameters.seeded.min: expected a whole number, got '1.5'.")]
    [InlineData("type: int,", "", "invalid_spec", "F:9: spec.parameters.seeded.type: is missing")]
    [InlineData("type: int, min: 1, max: 10", "type: categorical", "no_choices", "F:9: spec.parameters.seeded: Parameter 'seeded' has no choices")]
    [InlineData("type: int, min: 1, max: 10", "type: categorical, choices: [a, a]", "duplicate_choice", "F:9: spec.parameters.seeded: Parameter 'seeded' has the choice \"a\" twice.")]
    [InlineData("type: int, min: 1, max: 10", "type: fixed", "missing_key", "F:9: spec.parameters.seeded.value is missing.")]
    [InlineData("{type: int, min: 1, max: 10}", "7", "invalid_spec", "F:9: spec.parameters.seeded: expected a mapping of keys and values, got '7'.")]
    [InlineData("models.sir:simulate", "models/sir.py", "invalid_entrypoint", "F:5: spec.model.entrypoint: Invalid entrypoint 'models/sir.py'")]
    [InlineData("models.sir:simulate", "exec:../run", "invalid_entrypoint", "F:5: spec.model.entrypoint: Invalid entrypoint 'exec:../run'")]
    [InlineData("builtin:cmaes", "builtin:cmeas", "unknown_algorithm", "F:13: spec.algorithm.adapter_path: expected one of builtin:auto, builtin:random, builtin:grid, builtin:sobol, builtin:lhs, builtin:cmaes, builtin:tpe, builtin:gp, builtin:nelder_mead, builtin:abc_smc (nearest: builtin:cmaes), got 'builtin:cmeas'.")]
    [InlineData("builtin:cmaes", "my adapter", "invalid_entrypoint", "F:13: spec.algorithm.adapter_path: Invalid entrypoint 'my adapter'")]
    [InlineData("max_trials: 300, ", "", "missing_limit", "F:13: spec.algorithm.max_trials: is missing")]
    [InlineData("max_trials: 300", "max_trials: 0", "invalid_spec", "F:13: spec.algorithm.max_trials: expected a whole number from 1 to 2147483647, got '0'.")]
    [InlineData("max_trials: 300", "max_simulations: 9", "invalid_spec", "F:13: spec.algorithm.max_simulations: expected room for one trial of 10 replicates, got '9'.")]
    [InlineData("replicates: 10", "replicates: 10, min_replicates: 11", "invalid_spec", "F:13: spec.algorithm.min_replicates: expected a whole number from 1 to 10, got '11'.")]
    [InlineData("replicates: 10", "replicates: 100000", "invalid_spec", "F:13: spec.algorithm.batch_size: with 100000 replicates a trial expected at most 2 trials a round, got '8'.")]
    [InlineData("seed: 1978", "seed: -1", "invalid_spec", "F:13: spec.algorithm.seed: expected a whole number from 0 to 2^64-1, got '-1'.")]
    [InlineData("seed: 1978", "replicate_seeds: same", "invalid_spec", "F:13: spec.algorithm.replicate_seeds: expected one of own, common, got 'same'.")]
    [InlineData("seed: 1978", "pruning: mean", "invalid_spec", "F:13: spec.algorithm.pruning: expected one of none, median, got 'mean'.")]
    [InlineData("seed: 1978", "pruning_replicates: 3", "unused_option", "F:13: spec.algorithm.pruning_replicates: nothing is pruned; add 'pruning: median', got '3'.")]
    [InlineData("seed: 1978", "pruning: median, pruning_replicates: 10", "invalid_spec", "F:13: spec.algorithm.pruning_replicates: expected fewer than the 10 replicates of a trial, got '10'.")]
    [InlineData("replicates: 10", "replicates: 1, pruning: median", "invalid_spec", "F:13: spec.algorithm.pruning: a trial of 1 replicate has no part to decide by; expected 'replicates' of 2 or more, got 'median'.")]
    [InlineData("seed: 1978", "pruning: median, lookahead: 1", "invalid_spec", "F:13: spec.algorithm.pruning: expected 'lookahead' of 0: every round waits for the decisions of the one before, got 'median'.")]
    [InlineData("builtin:cmaes\"", "builtin:abc_smc\", pruning: median", "invalid_spec", "F:13: spec.algorithm.pruning: abc_smc weighs distances of equally many replicates; expected another algorithm, or none, got 'median'.")]
    [InlineData("seed: 1978", "options: {populatoin: 9}", "unknown_option", "F:13: spec.algorithm.options:")]
    [InlineData("seed: 1978", "no_improvement: 0", "invalid_spec", "F:13: spec.algorithm.no_improvement: expected a whole number from 1 to 2147483647, got '0'.")]
    [InlineData("seed: 1978", "max_time: 0", "invalid_spec", "F:13: spec.algorithm.max_time: expected seconds above 0, at most a year, got '0'.")]
    [InlineData("seed: 1978", "target_loss: low", "invalid_spec", "F:13: spec.algorithm.target_loss: expected a number, got 'low'.")]
    [InlineData("seed: 1978", "enqueue: [{beta: 1, gamma: 0.5}]", "missing_key", "F:13: spec.algorithm.enqueue[0].seeded is missing.")]
    [InlineData("seed: 1978", "enqueue: [{beta: 9, gamma: 0.5, seeded: 1}]", "outside_space", "F:13: spec.algorithm.enqueue[0].beta: Parameter 'beta' is 9.0, but a float from 0.5 to 5 was expected.")]
    [InlineData("seed: 1978", "enqueue: [{beta: 1, gamma: 0.5, seeded: 1, x: 2}]", "unknown_key", "F:13: unknown key 'spec.algorithm.enqueue[0].x'.")]
    [InlineData("max_trials: 300", "max_trials: 1, enqueue: [{beta: 1, gamma: 0.5, seeded: 1}]", "invalid_spec", "F:13: spec.algorithm.enqueue: has 1 points and leaves no trial to the algorithm")]
    [InlineData("  objective:", "  constraints: [gamma < beta]\n  objective:", "bad_constraint", "F:10: spec.constraints: The constraint 'gamma < beta' has no single <= or >=.")]
    [InlineData("data/in_bed.csv", "data/in_bad.csv", "observed_not_found", "F:12: spec.objective.targets[0].observed: there is no such file in '")]
    [InlineData("column: cases", "column: case", "unknown_column", "F:12: spec.objective.targets[0].observed: data/in_bed.csv has no column 'case'. Did you mean 'cases'?")]
    [InlineData("\"on\": [day]", "\"on\": [days]", "unknown_column", "F:12: spec.objective.targets[0].observed: data/in_bed.csv has no column 'days'. Did you mean 'day'?")]
    [InlineData("\"on\": [day]", "\"on\": day", "invalid_spec", "F:12: spec.objective.targets[0].on: expected a list, got 'day'.")]
    [InlineData("\"on\": [day], ", "", "no_key_columns", "F:12: spec.objective.targets[0].table: Target in_bed.cases has no key column")]
    [InlineData("loss: poisson", "loss: poison", "invalid_spec", "F:12: spec.objective.targets[0].loss: expected one of mse, rmse, mae, poisson, negative_binomial, binomial, got 'poison'.")]
    [InlineData("loss: poisson", "loss: mse", "reduce_needs_likelihood", "F:12: spec.objective.targets[0].table: Target in_bed.cases reduces by likelihood")]
    [InlineData("weight: 1.0", "weight: 0", "bad_weight", "F:12: spec.objective.targets[0].table: Target in_bed.cases has weight 0")]
    [InlineData("table: in_bed, ", "", "missing_key", "F:12: spec.objective.targets[0].table is missing.")]
    public void Value_that_does_not_fit_names_its_line_and_path(string part, string replacement, string code, string message)
    {
        var error = _folder.ErrorWith(part, replacement);
        error.Code.ShouldBe(code);
        error.Message.ShouldStartWith(message);
    }

    [Fact]
    public void Options_of_an_adapter_are_refused_since_nothing_would_hand_them_over() =>
        _folder.ErrorWith("\"builtin:cmaes\"", "\"my:Adapter\", options: {x: 1}").Code.ShouldBe("unused_option");

    [Theory]
    [InlineData("    gamma:", "    beta:", 8)]
    [InlineData("    gamma:", "    \"beta\":", 8)]
    [InlineData("metadata:", "kind: Adaptive\nmetadata:", 3)]
    [InlineData("seed: 1978", "seed: 1978, 'seed': 1979", 13)]
    public void Key_that_is_there_twice_is_refused(string part, string replacement, int line)
    {
        var error = _folder.ErrorWith(part, replacement);
        error.Code.ShouldBeOneOf("invalid_yaml", "invalid_spec");
        error.Message.ShouldStartWith($"F:{line}: ");
    }

    [Fact]
    public void Values_of_categorical_and_fixed_parameters_keep_their_types()
    {
        var spec = _folder.ReadWith("{type: int, min: 1, max: 10}", "{type: categorical, choices: [1, 1.0, '1', true, yes, 99999999999999999999]}\n    zero: {type: fixed, value: 0}");
        ((CategoricalParameter)spec.Space.Parameters[2]).Choices.Select(choice => choice.Canonical)
            .ShouldBe(["1", "1.0", "\"1\"", "true", "\"yes\"", "99999999999999999999"]);
        ((FixedParameter)spec.Space.Parameters[3]).Value.Canonical.ShouldBe("0");
    }
}
