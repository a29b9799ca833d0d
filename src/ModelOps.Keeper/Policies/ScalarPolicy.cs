using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Signals;

namespace ModelOps.Keeper.Policies;

/// <summary>The simple policy to compare with: it lowers concurrency by a step for each quarter of trouble.</summary>
public sealed class ScalarPolicy : IPolicy
{
    private const string Concurrency = "concurrency";
    private const int MostSteps = 4;

    /// <inheritdoc />
    public string Id => "scalar";

    /// <inheritdoc />
    public string Intent => "Lowers concurrency, by one to four steps as the trouble is grave.";

    /// <inheritdoc />
    public IReadOnlyList<ProposedAction> Propose(SignalSet signals, IReadOnlyDictionary<string, int> knobs)
    {
        var level = Level(signals);
        if (level == 0) return [];
        var knob = KnobRegistry.Find(Concurrency)!;
        var steps = Math.Max(1, (int)Math.Round(MostSteps * level, MidpointRounding.ToEven));
        var target = Math.Max(knob.Min, knobs[Concurrency] - steps * knob.Step);
        return target == knobs[Concurrency] ? [] : [new(Concurrency, target, "scalar", "SCALAR")];
    }

    private static double Level(SignalSet signals)
    {
        if (signals.Straggler || signals.GpuMemorySaturated) return 1;
        if (signals.Burst) return 0.75;
        return signals.Incident ? 0.5 : 0;
    }
}
