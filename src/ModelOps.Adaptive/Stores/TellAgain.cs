using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Stores;

/// <summary>The rule for a result that comes twice: the same one is no news, a different one is refused.</summary>
public static class TellAgain
{
    /// <summary>Refuses a result that differs from the one told before.</summary>
    /// <exception cref="ConflictException">Code <c>result_conflict</c>.</exception>
    public static void Check(StudyEvent.TrialTold next, (TrialStatus Status, double Loss) earlier)
    {
        // Equals on doubles takes NaN for NaN, which == does not.
        if (next.Status == earlier.Status && next.Loss.Equals(earlier.Loss)) return;
        throw new ConflictException(
            "result_conflict",
            $"Trial {next.Trial} has the result {earlier.Status} with loss {earlier.Loss} already, and was told {next.Status} with loss {next.Loss}.",
            "Only a model or target that is not deterministic gives two results; nothing was changed.");
    }
}
