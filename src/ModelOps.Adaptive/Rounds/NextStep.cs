using System.Diagnostics.CodeAnalysis;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;

namespace ModelOps.Adaptive.Rounds;

/// <summary>What a study needs next.</summary>
[SuppressMessage("Design", "CA1034:Nested types should not be visible", Justification = "The cases of one closed choice read best together.")]
public abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>Ask the algorithm for a round of at most so many trials.</summary>
    public sealed record Ask(int Round, int Count) : NextStep;

    /// <summary>Append a round of the second parts of some trials.</summary>
    public sealed record Continue(int Round, IReadOnlyList<Trial> Trials) : NextStep;

    /// <summary>Wait for results.</summary>
    public sealed record Wait : NextStep;

    /// <summary>Record that the study ends.</summary>
    public sealed record Stop(StopReason Reason) : NextStep;

    /// <summary>Nothing: it has ended.</summary>
    public sealed record Ended : NextStep;
}
