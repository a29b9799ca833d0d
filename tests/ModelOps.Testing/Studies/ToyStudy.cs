using System.Text.Json.Nodes;
using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Json;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Testing.Studies;

/// <summary>What a study of the <see cref="ToyModel"/> is made of.</summary>
public static class ToyStudy
{
    /// <summary>A study's header.</summary>
    public static StudyHeader Header(string run = "toy-1")
    {
        var spec = new JsonObject { ["model"] = "toy" };
        var platform = new PlatformFingerprint([KeyValuePair.Create("engine", "hostile")]);
        return new(run, "toy", spec, Digest.Of(Rfc8785.Canonicalize(spec)), Digest.Of("content"u8), ".", platform, null);
    }

    /// <summary>Rules without limits but those given.</summary>
    public static RoundRules Rules(int batchSize = 4, int lookahead = 0, int replicates = 3, long? maxTrials = null, long? maxSimulations = null) =>
        new(batchSize, lookahead, replicates, maxTrials, maxSimulations, null);

    /// <summary>An evaluator with the mean squared error of <c>out.cases</c> to 40, 50, 60 on days 0, 1, 2.</summary>
    public static TrialEvaluator Evaluator(int minReplicates = 3, string table = "out", string column = "cases", string key = "day") =>
        new(TargetSpecs(table, column, key), minReplicates);

    /// <summary>The target of <see cref="Evaluator"/>.</summary>
    public static IReadOnlyList<TargetSpec> TargetSpecs(string table = "out", string column = "cases", string key = "day")
    {
        var definition = new TargetDefinition
        {
            Table = table,
            Column = column,
            Observed = "observed.csv",
            On = [key],
            Loss = LossKind.Mse,
            Reduce = Reduction.MeanSignal,
        };
        var observed = ObservedData.Read(definition, new ToyObservations(column, key));
        return [new TargetSpec(definition, observed, Digest.Of("observed"u8))];
    }

    /// <summary>An evaluator without targets.</summary>
    public static TrialEvaluator Placeholder(int minReplicates = 1) => new([], minReplicates);
}
