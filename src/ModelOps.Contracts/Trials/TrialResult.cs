using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Contracts.Trials;

/// <summary>The result of one trial, as algorithms are told it.</summary>
public sealed record TrialResult
{
    /// <param name="parameters">The trial's parameters.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="loss">Lower is better. Must be finite if completed (code <c>loss_not_finite</c>); otherwise it is stored as NaN.</param>
    public TrialResult(ParameterSet parameters, TrialStatus status, double loss)
    {
        if (status == TrialStatus.Completed && !double.IsFinite(loss))
            throw new InvalidInputException("loss_not_finite", $"A completed trial needs a finite loss, got {loss}.");
        Parameters = parameters;
        Status = status;
        Loss = status == TrialStatus.Completed ? loss : double.NaN;
    }

    /// <summary>The trial's parameters.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>How it ended.</summary>
    public TrialStatus Status { get; }

    /// <summary>Lower is better; NaN unless completed.</summary>
    public double Loss { get; }
}
