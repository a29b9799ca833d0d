using System.Text.Json.Nodes;

namespace ModelOps.Keeper.Provenance;

/// <summary>The policy that decided.</summary>
/// <param name="Id"><c>chord</c>, <c>scalar</c>, or <c>external_plan</c> for a plan that came as a file.</param>
/// <param name="Params">Its limits, by name.</param>
public sealed record PolicyUse(string Id, JsonObject Params)
{
    /// <summary>The version of the policy's rules.</summary>
    public string Version { get; } = "v1";
}
