using ModelOps.Adaptive.Objectives;

namespace ModelOps.Adaptive.Tests.Objectives;

/// <summary>Targets over days 0, 1, 2, ... of a table <c>in_bed</c>.</summary>
internal static class Targets
{
    public static TargetDefinition Define(LossKind loss, Reduction? reduce = null, double weight = 1) => new()
    {
        Table = "in_bed",
        Column = "cases",
        Observed = "data/in_bed.csv",
        On = ["day"],
        Loss = loss,
        Reduce = reduce ?? TargetDefinition.DefaultReduction(loss),
        Weight = weight,
        Dispersion = loss == LossKind.NegativeBinomial ? 2 : null,
        Trials = loss == LossKind.Binomial ? 10 : null,
    };

    public static AlignedTarget Align(TargetDefinition definition, double[] observed, params double[][] replicates)
    {
        var days = Enumerable.Range(0, observed.Length).Select(day => (object)day).ToArray();
        var table = new MemoryTable("data/in_bed.csv", ("day", days), ("cases", [.. observed.Cast<object>()]));
        return new(definition, ObservedData.Read(definition, table), replicates);
    }
}
