using ModelOps.Contracts.Digests;

namespace ModelOps.Connectors.ObjectStores;

/// <summary>How an object is written.</summary>
public sealed record PutOptions
{
    /// <summary>When to write. Default <see cref="PutCondition.IfAbsent"/>.</summary>
    public PutCondition Condition { get; init; } = PutCondition.IfAbsent;

    /// <summary>The digest of the content if it is known already, which spares reading it twice; it is checked while sending.</summary>
    public Digest? Sha256 { get; init; }

    /// <summary>The tier; <see langword="null"/> leaves it to the store's default.</summary>
    public StorageTier? Tier { get; init; }
}
