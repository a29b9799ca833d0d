using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Objectives;

/// <summary>The loss of a study without an objective: good for trying out the machinery, and for nothing else.</summary>
public static class PlaceholderLoss
{
    /// <summary>The mean of the numeric parameter values, summed in code point order of the names; 0 if there are none.</summary>
    public static double Of(ParameterSet parameters)
    {
        var (sum, count) = (0.0, 0);
        foreach (var (name, value) in parameters.Values)
        {
            if (!value.IsNumber) continue;
            sum += value.ToDouble(name);
            count++;
        }
        return count == 0 ? 0 : sum / count;
    }
}
