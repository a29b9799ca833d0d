using System.Text.Json.Nodes;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Reporting.Sources;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Reporting;

/// <summary>Studies that were never run: their losses are a function of the parameters.</summary>
internal static class ReportStudies
{
    public static readonly string Observed = Digest.Of("observed"u8).ToString();

    /// <summary>A target with the mean square error of <c>out.cases</c>.</summary>
    public static JsonObject MeanSquare() => Target("mse", "mean_signal");

    public static JsonObject Target(string loss, string reduce) => new()
    {
        ["table"] = "out",
        ["column"] = "cases",
        ["observed"] = Observed,
        ["on"] = new JsonArray("day"),
        ["loss"] = loss,
        ["reduce"] = reduce,
        ["weight"] = 1.0,
        ["dispersion"] = null,
        ["trials"] = null,
        ["trials_column"] = null,
    };

    public static JsonObject Float(double min = 0, double max = 1, string scale = "linear") =>
        new() { ["type"] = "float", ["min"] = min, ["max"] = max, ["scale"] = scale };

    /// <summary>A study of float parameters whose trials lie on the points of a Weyl sequence.</summary>
    public static StudyState Of(IReadOnlyList<string> names, int trials, Func<double[], double> loss, JsonObject? target = null, string name = "toy", Func<double[], double[]>? place = null)
    {
        var parameters = new JsonObject(names.Select(parameter => KeyValuePair.Create(parameter, (JsonNode?)Float())));
        var state = new StudyState(Header(parameters, target is null ? [] : [target], name));
        var points = Enumerable.Range(0, trials).Select(trial => Weyl(trial, names.Count)).Select(place ?? (point => point)).ToList();
        state.Apply(new StudyEvent.RoundAppended(0, [.. points.Select(point => new Proposal(new(names.Zip(point, (n, v) => KeyValuePair.Create(n, ParameterValue.From(v)))), [7UL]))]));
        for (var trial = 0; trial < trials; trial++)
        {
            state.Apply(new StudyEvent.ReplicateRecorded(new(trial, 0, SimulationStatus.Completed, new Dictionary<string, Digest>(), null)));
            state.Apply(new StudyEvent.TrialTold(trial, TrialStatus.Completed, loss(points[trial])));
        }
        return state;
    }

    public static StudyHeader Header(JsonObject parameters, JsonArray targets, string name = "toy")
    {
        var spec = new JsonObject
        {
            ["model"] = new JsonObject { ["entrypoint"] = "models.toy:simulate" },
            ["parameters"] = parameters,
            ["objective"] = new JsonObject { ["targets"] = targets },
            ["algorithm"] = new JsonObject { ["adapter_path"] = "builtin:sobol", ["seed"] = "1" },
        };
        var platform = new PlatformFingerprint([KeyValuePair.Create("python", "CPython 3.11")]);
        return new("toy-1", name, spec, Digest.Of("spec"u8), Digest.Of("content"u8), "/nowhere", platform, null);
    }

    public static ReportSource Source(StudyState state, params IReadOnlyList<AlignedTarget> fit) => new(state, fit, null, [], null);

    // Additive recurrence with roots of primes: evenly spread and without any library's random numbers.
    private static double[] Weyl(int trial, int dimensions)
    {
        double[] roots = [Math.Sqrt(2), Math.Sqrt(3), Math.Sqrt(5), Math.Sqrt(7), Math.Sqrt(11), Math.Sqrt(13)];
        return [.. roots.Take(dimensions).Select(root => ((trial + 1) * root) - Math.Floor((trial + 1) * root))];
    }
}
