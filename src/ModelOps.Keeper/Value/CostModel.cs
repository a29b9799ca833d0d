using System.Globalization;

namespace ModelOps.Keeper.Value;

/// <summary>What a GPU costs.</summary>
/// <param name="UsdPerGpuHour">US dollars; <see langword="null"/> if nobody said.</param>
/// <param name="GpusPerJob">How many the workload holds; 0 if nobody said.</param>
public sealed record CostModel(double? UsdPerGpuHour, int GpusPerJob)
{
    private const string PriceVariable = "MODEKEEPER_GPU_HOUR_USD";
    private const string CountVariable = "MODEKEEPER_GPU_COUNT";

    /// <summary>The form's version.</summary>
    public string SchemaVersion { get; } = "cost_model.v0";

    /// <summary>By <c>MODEKEEPER_GPU_HOUR_USD</c> and <c>MODEKEEPER_GPU_COUNT</c>; a value that is no amount counts as not said.</summary>
    /// <param name="variable">The value of an environment variable.</param>
    public static CostModel Of(Func<string, string?> variable)
    {
        var isPrice = double.TryParse(variable(PriceVariable), NumberStyles.Float, CultureInfo.InvariantCulture, out var price) && price is >= 0 and <= 1e9;
        var isCount = int.TryParse(variable(CountVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        return new(isPrice ? price : null, isCount ? count : 0);
    }
}
