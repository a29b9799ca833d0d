using System.Diagnostics.CodeAnalysis;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Studies;

/// <summary>A fact of a study. The events in their order are the study; <see cref="StudyState"/> is their sum.</summary>
[SuppressMessage("Design", "CA1034:Nested types should not be visible", Justification = "The cases of one closed choice read best together.")]
public abstract record StudyEvent
{
    private StudyEvent()
    {
    }

    /// <summary>The study was created; always the first event.</summary>
    public sealed record Created(StudyHeader Header) : StudyEvent;

    /// <summary>A round was asked. Its trials are numbered on from the last round's.</summary>
    public sealed record RoundAppended(int Round, IReadOnlyList<Proposal> Proposals) : StudyEvent;

    /// <summary>A replicate ended.</summary>
    public sealed record ReplicateRecorded(ReplicateResult Result) : StudyEvent;

    /// <summary>A trial's result was told; the loss is NaN unless completed.</summary>
    public sealed record TrialTold(int Trial, TrialStatus Status, double Loss) : StudyEvent
    {
        /// <summary>
        /// Each target's own loss, unweighted, in the order of <c>ResolvedSpec.TargetNamesOf</c>; empty unless completed, without an
        /// objective, and in studies of before it was recorded. Outside of the study digest, like the failure.
        /// </summary>
        public IReadOnlyList<double> Losses { get; init; } = [];

        /// <summary>Why the trial has no loss although enough replicates completed; otherwise <see langword="null"/>.</summary>
        public TrialFailure? Failure { get; init; }

        /// <summary>By value, the losses included.</summary>
        public bool Equals(TrialTold? other) =>
            other is not null && (Trial, Status, Loss, Failure).Equals((other.Trial, other.Status, other.Loss, other.Failure)) && Losses.SequenceEqual(other.Losses);

        /// <inheritdoc />
        public override int GetHashCode() => HashCode.Combine(Trial, Status, Loss);
    }

    /// <summary>The study ended; always the last event. The digest is the study's then, which ties all events together.</summary>
    public sealed record Stopped(StopReason Reason, Digest Digest) : StudyEvent;
}
