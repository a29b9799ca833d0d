using System.Text;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Specs.Observations;
using ModelOps.Adaptive.Specs.Yaml;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;

namespace ModelOps.Adaptive.Specs;

/// <summary>Reads <c>spec.objective</c> and the observed files that it names.</summary>
internal static class TargetReader
{
    private const string EntrypointKey = "entrypoint";

    private static readonly Dictionary<string, LossKind> Losses = new(StringComparer.Ordinal)
    {
        ["mse"] = LossKind.Mse,
        ["rmse"] = LossKind.Rmse,
        ["mae"] = LossKind.Mae,
        ["poisson"] = LossKind.Poisson,
        ["negative_binomial"] = LossKind.NegativeBinomial,
        ["binomial"] = LossKind.Binomial,
    };

    private static readonly Dictionary<string, Reduction> Reductions = new(StringComparer.Ordinal)
    {
        ["mean_signal"] = Reduction.MeanSignal,
        ["annealed"] = Reduction.Annealed,
        ["likelihood"] = Reduction.Likelihood,
    };

    private static readonly string[] OfObservations =
        ["table", "column", "observed", "on", "loss", "reduce", "dispersion", "trials", "trials_column"];

    /// <summary>The spelling of a loss in specs.</summary>
    public static string NameOf(LossKind loss) => Losses.First(entry => entry.Value == loss).Key;

    /// <summary>The spelling of a reduction in specs.</summary>
    public static string NameOf(Reduction reduction) => Reductions.First(entry => entry.Value == reduction).Key;

    /// <summary>The targets; none where the spec has no objective.</summary>
    /// <param name="body">The spec's body.</param>
    /// <param name="directory">What the observed files' paths start from.</param>
    public static ObjectiveSpec Read(YamlMap body, string directory)
    {
        var objective = body.Map("objective");
        if (objective is null) return new([], []);
        var maps = objective.Maps("targets");
        objective.RejectUnknown();
        if (maps.Count == 0) throw objective.Error("targets", "expected at least one target");
        var own = maps.Where(IsOwn).ToList();
        return new([.. maps.Except(own).Select(map => ReadOne(map, directory))], [.. own.Select(ReadOwn)]);
    }

    // A misspelled 'entrypoint' is not to be told that 'table' is missing.
    private static bool IsOwn(YamlMap map)
    {
        if (map.Has(EntrypointKey)) return true;
        if (!map.Has("table") && Nearest.To(EntrypointKey, map.Keys) is { } near)
            throw map.Error(near, $"unknown key; is it '{EntrypointKey}'?", "unknown_key");
        return false;
    }

    private static UserTargetSpec ReadOwn(YamlMap map)
    {
        var entrypoint = map.Checked(EntrypointKey, () => Entrypoint.Parse(map.NeededText(EntrypointKey)));
        if (entrypoint.Kind == EntrypointKind.Executable)
            throw map.Error(EntrypointKey, "a target is a Python function or class, or a .NET type, not an executable");
        var weight = map.Number("weight") ?? 1;
        if (weight <= 0) throw map.Error("weight", "expected a number above 0", "bad_weight");
        if (map.Keys.FirstOrDefault(OfObservations.Contains) is { } unused)
            throw map.Error(unused, "a target with an entrypoint computes its loss itself and takes only a weight", "unused_option");
        map.RejectUnknown();
        return new(entrypoint, weight);
    }

    private static TargetSpec ReadOne(YamlMap map, string directory)
    {
        var loss = Losses[map.Choice("loss", [.. Losses.Keys]) ?? "mse"];
        var reduce = map.Choice("reduce", [.. Reductions.Keys]);
        var definition = new TargetDefinition
        {
            Table = map.NeededText("table"),
            Column = map.NeededText("column"),
            Observed = map.NeededText("observed"),
            On = map.Texts("on"),
            Loss = loss,
            Reduce = reduce is null ? TargetDefinition.DefaultReduction(loss) : Reductions[reduce],
            Weight = map.Number("weight") ?? 1,
            Dispersion = map.Number("dispersion"),
            Trials = map.Integer("trials", 1, 1L << 53),
            TrialsColumn = map.Text("trials_column"),
        };
        map.RejectUnknown();
        map.Checked("table", () => { definition.Validate(); return definition; });
        return map.Checked("observed", () => Observe(map, definition, directory));
    }

    private static TargetSpec Observe(YamlMap map, TargetDefinition definition, string directory)
    {
        var path = Path.Combine(directory, definition.Observed);
        if (!File.Exists(path)) throw map.Error("observed", $"there is no such file in '{directory}'", "observed_not_found");
        var bytes = File.ReadAllBytes(path);
        var table = new CsvTable(definition.Observed, Encoding.UTF8.GetString(bytes));
        return new(definition, ObservedData.Read(definition, table), Digest.Of(bytes));
    }
}
