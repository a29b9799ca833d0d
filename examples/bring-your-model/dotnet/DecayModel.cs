using ModelOps.Model;

namespace Decay;

/// <summary>The amount of a drug left in the body, hour by hour; parameter <c>rate</c>, in 1/hour.</summary>
public sealed class DecayModel : ISimulationModel
{
    /// <inheritdoc />
    public IReadOnlyDictionary<string, Table> Simulate(Parameters parameters, ulong seed)
    {
        long[] hours = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        var amount = Array.ConvertAll(hours, hour => 100.0 * Math.Exp(-parameters.Float("rate") * hour));
        return new Dictionary<string, Table> { ["dose"] = new() { { "hour", hours }, { "amount", amount } } };
    }
}
