using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Specs;

/// <summary>Several replicas without a store to share: nothing would coordinate them. Exit status 1.</summary>
public sealed class ReplicasGuardException() : ModelOpsException(
    "central_store_required",
    "central_store is required when workers.replicas > 1. Add a central_store section to your spec or reduce replicas to 1.");
