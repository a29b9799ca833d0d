using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Objectives;

/// <summary>One target of a study's objective: which simulated column is compared with which observations, and how.</summary>
public sealed record TargetDefinition
{
    /// <summary>The simulated table.</summary>
    public required string Table { get; init; }

    /// <summary>The column compared; it has the same name in the observed file.</summary>
    public required string Column { get; init; }

    /// <summary>The path of the observed file, as the spec writes it; for messages only.</summary>
    public required string Observed { get; init; }

    /// <summary>The key columns, of the same names in both tables; at least one.</summary>
    public required IReadOnlyList<string> On { get; init; }

    /// <summary>The loss.</summary>
    public required LossKind Loss { get; init; }

    /// <summary>The reduction; <see cref="DefaultReduction"/> says what an absent one means.</summary>
    public required Reduction Reduce { get; init; }

    /// <summary>The factor of the target's loss, or of its log likelihood inside a joint one; finite and above 0. Default 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>For <see cref="LossKind.NegativeBinomial"/>: the size parameter, above 0; small is overdispersed.</summary>
    public double? Dispersion { get; init; }

    /// <summary>For <see cref="LossKind.Binomial"/>: the number of trials of every observation, or null if <see cref="TrialsColumn"/> has it.</summary>
    public long? Trials { get; init; }

    /// <summary>For <see cref="LossKind.Binomial"/>: the observed file's column with the number of trials.</summary>
    public string? TrialsColumn { get; init; }

    /// <summary>Whether the loss is a negative log likelihood.</summary>
    public bool IsLikelihood => Loss is LossKind.Poisson or LossKind.NegativeBinomial or LossKind.Binomial;

    /// <summary>The target's name in messages and reports: <c>table.column</c>.</summary>
    public string Name => $"{Table}.{Column}";

    /// <summary>The reduction when a spec has none: <c>likelihood</c> for the likelihood losses, else <c>mean_signal</c>.</summary>
    public static Reduction DefaultReduction(LossKind loss) =>
        loss is LossKind.Mse or LossKind.Rmse or LossKind.Mae ? Reduction.MeanSignal : Reduction.Likelihood;

    /// <summary>Checks that the members fit each other; the caller does it once, on reading the spec.</summary>
    /// <exception cref="InvalidInputException">
    /// <c>no_key_columns</c>, <c>bad_weight</c>, <c>reduce_needs_likelihood</c>, <c>missing_dispersion</c>, <c>missing_trials</c>, or
    /// <c>unused_option</c> for a dispersion or trials that the loss has no use for.
    /// </exception>
    public void Validate()
    {
        Require(On.Count > 0, "no_key_columns", "has no key column; 'on' needs at least one");
        Require(double.IsFinite(Weight) && Weight > 0, "bad_weight", $"has weight {Weight}; a finite number above 0 was expected");
        Require(IsLikelihood || Reduce != Reduction.Likelihood, "reduce_needs_likelihood",
            "reduces by likelihood, which needs the loss poisson, negative_binomial or binomial");
        ValidateNegativeBinomial();
        ValidateBinomial();
    }

    private void ValidateNegativeBinomial()
    {
        if (Loss == LossKind.NegativeBinomial)
            Require(Dispersion is { } size && double.IsFinite(size) && size > 0, "missing_dispersion", "has the loss negative_binomial, which needs a 'dispersion' above 0");
        else
            Require(Dispersion is null, "unused_option", "has a 'dispersion', which only the loss negative_binomial uses");
    }

    private void ValidateBinomial()
    {
        if (Loss == LossKind.Binomial)
            Require((Trials is > 0) != (TrialsColumn is not null), "missing_trials", "has the loss binomial, which needs 'trials': a number above 0 or a column of the observed file");
        else
            Require(Trials is null && TrialsColumn is null, "unused_option", "has 'trials', which only the loss binomial uses");
    }

    private void Require(bool fits, string code, string fault)
    {
        if (!fits) throw new InvalidInputException(code, $"Target {Name} {fault}.");
    }
}
