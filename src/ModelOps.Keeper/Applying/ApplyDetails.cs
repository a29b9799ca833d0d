using System.Text.Json.Serialization;
using ModelOps.Keeper.Cluster;

namespace ModelOps.Keeper.Applying;

/// <summary>More about why an apply was blocked or failed.</summary>
/// <param name="Message">A sentence for people.</param>
/// <param name="Rbac">The right that is missing, if that is it.</param>
public sealed record ApplyDetails(string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RbacDenial? Rbac);
