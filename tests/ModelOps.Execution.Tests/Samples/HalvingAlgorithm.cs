using ModelOps.Model;

namespace ModelOps.Execution.Tests.Samples;

/// <summary>Halves x from 8 on, three times, and then the best that it was told, minus one.</summary>
public sealed class HalvingAlgorithm : IAdaptiveAlgorithm
{
    private readonly List<TrialOutcome> _told = [];
    private double _x = 8;

    public bool Finished => _told.Count >= 4;

    public IReadOnlyList<Model.Parameters> Ask(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (_told.Count > 0) return [new() { ["x"] = _told.MinBy(trial => trial.Loss)!.Parameters.Float("x") - 1, ["label"] = "best", ["n"] = 3, ["on"] = true }];
        var asked = new List<Model.Parameters>();
        for (; asked.Count < count && _x > 1; _x /= 2) asked.Add(new() { ["x"] = _x, ["label"] = "half", ["n"] = 3, ["on"] = false });
        return asked;
    }

    public void Tell(IReadOnlyList<TrialOutcome> results) => _told.AddRange(results);
}
