using ModelOps.Model;

namespace Decay;

/// <summary>A loss of one's own: how far from 4 hours the time lies at which half of the dose is left.</summary>
public sealed class HalfLife : ITarget
{
    private const double Wanted = 4;

    /// <inheritdoc />
    public double Loss(IReadOnlyList<IReadOnlyDictionary<string, Table>> replicates)
    {
        var (hours, amount) = (replicates[0]["dose"].Numbers("hour"), replicates[0]["dose"].Numbers("amount"));
        var below = Array.FindIndex(amount, left => left <= amount[0] / 2);
        if (below < 0) throw new InvalidOperationException($"half of the dose is left longer than {hours[^1]} hours");
        var share = (amount[below - 1] - (amount[0] / 2)) / (amount[below - 1] - amount[below]);
        return Math.Abs(hours[below - 1] + share - Wanted);
    }
}
