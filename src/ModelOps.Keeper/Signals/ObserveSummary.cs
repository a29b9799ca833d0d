namespace ModelOps.Keeper.Signals;

/// <summary>The signals in words.</summary>
/// <param name="MoneyLeakRisk"><c>low</c>, <c>medium</c>, <c>high</c>; <c>unknown</c> where the samples don't suffice.</param>
/// <param name="TopSymptoms">The signals that are on, the gravest first.</param>
/// <param name="EstimatedImpact">Always <c>unknown</c>: an observation alone does not tell it.</param>
/// <param name="Recommendations">What to look at; at least one.</param>
public sealed record ObserveSummary(
    string MoneyLeakRisk, IReadOnlyList<string> TopSymptoms, string EstimatedImpact, IReadOnlyList<string> Recommendations)
{
    private const int MediumUpTo = 2;

    private static readonly (string Symptom, int Weight, Func<SignalSet, bool> On, string Recommendation)[] Symptoms =
    [
        ("drift", 2, signals => signals.Drift, "The loss rises: look at the data and the learning rate; DRIFT-RETUNE accumulates over more and smaller batches."),
        ("straggler", 2, signals => signals.Straggler, "One worker holds up the others: look at its node and its input; INPUT-STRAGGLER turns the data loader."),
        ("burst", 1, signals => signals.Burst, "Some steps take far longer than most: look at input and network; BURST-ABSORB lowers concurrency."),
        ("gpu_saturated", 2, signals => signals.GpuSaturated, "A GPU or its memory is at its limit: memory that is full needs a smaller microbatch, a busy GPU alone is no harm."),
    ];

    /// <summary>Of signals.</summary>
    public static ObserveSummary Of(SignalSet signals)
    {
        var found = Symptoms.Where(symptom => symptom.On(signals)).ToList();
        if (found.Count > 0)
            return new(Risk(found.Sum(symptom => symptom.Weight)), [.. found.Select(symptom => symptom.Symptom)], "unknown", [.. found.Select(symptom => symptom.Recommendation)]);
        return signals.Stable
            ? new("low", [], "unknown", ["No trouble was found; nothing needs to be done."])
            : new("unknown", [], "unknown", ["The samples do not suffice to judge the workload; the notes of the signals say why."]);
    }

    private static string Risk(int weight) => weight <= MediumUpTo ? "medium" : "high";
}
