using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Signals;

/// <summary>What the samples ran on.</summary>
/// <param name="NodesSeen">The nodes, in ordinal order.</param>
/// <param name="GpuModelsSeen">The GPU models, in ordinal order.</param>
/// <param name="Unstable">Whether there is more than one of either: samples of unlike machines are hard to compare.</param>
/// <param name="Notes">Which of them: <c>multiple_nodes_seen</c>, <c>multiple_gpu_models_seen</c>.</param>
public sealed record EnvironmentFingerprint(
    IReadOnlyList<string> NodesSeen, IReadOnlyList<string> GpuModelsSeen, bool Unstable, IReadOnlyList<string> Notes)
{
    /// <summary>The fingerprint of samples.</summary>
    public static EnvironmentFingerprint Of(SampleSeries samples)
    {
        var (nodes, models) = (samples.Nodes, samples.GpuModels);
        var notes = new List<string>();
        if (nodes.Count > 1) notes.Add("multiple_nodes_seen");
        if (models.Count > 1) notes.Add("multiple_gpu_models_seen");
        return new(nodes, models, notes.Count > 0, notes);
    }
}
