using System.Text.Json;

namespace ModelOps.Keeper.Plans;

/// <summary>One Deployment and what is to be changed of it.</summary>
/// <param name="Namespace">A DNS-1123 label.</param>
/// <param name="Name">The Deployment's name, a DNS-1123 subdomain.</param>
/// <param name="Patch">A JSON merge patch (RFC 7396): an object.</param>
public sealed record PlanItem(string Namespace, string Name, JsonElement Patch)
{
    /// <summary>The group and version of what is patched.</summary>
    public const string ApiVersion = "apps/v1";

    /// <summary>The kind of what is patched.</summary>
    public const string Kind = "Deployment";

    /// <summary>The reason of items that join all changes of one Deployment.</summary>
    public const string Coalesced = "coalesced";

    /// <summary>Why it is to be changed.</summary>
    public string Reason { get; init; } = Coalesced;
}
