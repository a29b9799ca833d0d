using ModelOps.Keeper.Signals;

namespace ModelOps.Keeper.Policies;

/// <summary>Decides what to do about signals. A policy is pure; it wants, and the envelope decides.</summary>
public interface IPolicy
{
    /// <summary>The policy's name: <c>chord</c> or <c>scalar</c>.</summary>
    string Id { get; }

    /// <summary>What the policy is about, a sentence for people.</summary>
    string Intent { get; }

    /// <summary>What it wants. Nothing that is so already, and nothing without a signal.</summary>
    /// <param name="signals">What is known of the workload.</param>
    /// <param name="knobs">The present value of every knob.</param>
    IReadOnlyList<ProposedAction> Propose(SignalSet signals, IReadOnlyDictionary<string, int> knobs);
}
