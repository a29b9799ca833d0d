using System.Text.Json.Nodes;
using ModelOps.Adaptive.Specs;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Digests;

namespace ModelOps.Adaptive.Launching;

/// <summary>A spec whose code and data are pinned, so that its run has a name.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="Bundle">The pinned bundle.</param>
/// <param name="Resolved">The part of the spec that counts.</param>
/// <param name="SpecDigest">Its digest.</param>
/// <param name="Run">The run's id: the spec's name and 12 hex digits of spec and content digest, or what the user chose.</param>
public sealed record PreparedStudy(AdaptiveSpec Spec, PinnedBundle Bundle, JsonObject Resolved, Digest SpecDigest, string Run);
