using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Promoting;

/// <summary>A channel that is to name a bundle.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Channel">The channel, which is a tag of it.</param>
/// <param name="Manifest">The bundle's manifest digest.</param>
/// <param name="Previous">What the channel names now; <see langword="null"/> for nothing.</param>
/// <param name="Actor">Who promotes: the user of the operating system.</param>
/// <param name="Reason">Why.</param>
public sealed record Promotion(string Repository, string Channel, Digest Manifest, Digest? Previous, string Actor, string Reason);
