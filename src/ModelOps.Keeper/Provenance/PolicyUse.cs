using System.Text.Json.Nodes;

namespace ModelOps.Keeper.Provenance;

/// <summary>The policy that decided.</summary>
/// <param name="Id"><c>chord</c>, <c>scalar</c>, or <see cref="ExternalPlan"/> for a plan that came as a file.</param>
/// <param name="Params">Its limits, by name.</param>
public sealed record PolicyUse(string Id, JsonObject Params)
{
    /// <summary>The policy of a plan that came as a file: whoever wrote it decided.</summary>
    public const string ExternalPlan = "external_plan";

    /// <summary>The version of the policy's rules.</summary>
    public string Version { get; } = "v1";
}
