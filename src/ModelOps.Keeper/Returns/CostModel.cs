using System.Globalization;

namespace ModelOps.Keeper.Returns;

/// <summary>What a workload costs.</summary>
/// <param name="UsdPerGpuHour">Dollars for an hour of one GPU; null if nobody said.</param>
/// <param name="GpusPerJob">How many GPUs it uses; null if nobody said.</param>
public sealed record CostModel(double? UsdPerGpuHour, int? GpusPerJob)
{
    /// <summary>The variable of <see cref="UsdPerGpuHour"/>.</summary>
    public const string UsdVariable = "MODEKEEPER_GPU_HOUR_USD";

    /// <summary>The variable of <see cref="GpusPerJob"/>.</summary>
    public const string CountVariable = "MODEKEEPER_GPU_COUNT";

    /// <summary>Always <c>cost_model.v0</c>.</summary>
    public string SchemaVersion { get; } = "cost_model.v0";

    /// <summary>The cost that the environment says; what is no number above 0 counts as not said.</summary>
    /// <param name="variable">The value of an environment variable.</param>
    public static CostModel Of(Func<string, string?> variable)
    {
        var usd = double.TryParse(variable(UsdVariable), NumberStyles.Float, CultureInfo.InvariantCulture, out var price) && double.IsFinite(price) && price > 0 ? price : (double?)null;
        var count = int.TryParse(variable(CountVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var gpus) && gpus > 0 ? gpus : (int?)null;
        return new(usd, count);
    }
}
