using ModelOps.Adaptive.Spaces;

namespace ModelOps.Adaptive.Specs;

/// <summary>A validated spec of <c>kind: Adaptive</c>, defaults filled in.</summary>
/// <param name="File">The absolute path of the file.</param>
/// <param name="Name">From the metadata.</param>
/// <param name="Model">What to run.</param>
/// <param name="Space">The parameters, in the order of their names; empty if a user's adapter brings its own.</param>
/// <param name="Targets">What to compare with observations.</param>
/// <param name="Algorithm">How to search.</param>
/// <param name="Workers">How to run; outside of the spec digest.</param>
/// <param name="HasCentralStore">Whether a shared store is asked for; outside of the spec digest.</param>
/// <param name="AllowMixedPlatforms">Whether a run may go on where the platform fingerprint differs; outside of the spec digest.</param>
public sealed record AdaptiveSpec(
    string File,
    string Name,
    ModelSpec Model,
    SearchSpace Space,
    IReadOnlyList<TargetSpec> Targets,
    AlgorithmSpec Algorithm,
    WorkersSpec Workers,
    bool HasCentralStore,
    bool AllowMixedPlatforms)
{
    /// <summary>The targets that are functions of the user's own.</summary>
    public IReadOnlyList<UserTargetSpec> UserTargets { get; init; } = [];

    /// <summary>Whether there is anything to minimise but the placeholder loss.</summary>
    public bool HasObjective => Targets.Count + UserTargets.Count > 0;

    /// <summary>What relative paths start from.</summary>
    public string Directory => Path.GetDirectoryName(File)!;
}
