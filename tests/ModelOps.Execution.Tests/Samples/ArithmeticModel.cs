using ModelOps.Model;

namespace ModelOps.Execution.Tests.Samples;

/// <summary>Ten rows of x times the row, the seed, and every type of column.</summary>
public sealed class ArithmeticModel : ISimulationModel
{
    public IReadOnlyDictionary<string, Table> Simulate(Model.Parameters parameters, ulong seed)
    {
        var x = parameters.Float("x");
        var rows = Enumerable.Range(0, 10).ToArray();
        return new Dictionary<string, Table>
        {
            ["t"] = new()
            {
                { "row", rows },
                { "value", Array.ConvertAll(rows, row => x * row) },
                { "seed", Array.ConvertAll(rows, _ => (long)(seed & long.MaxValue)) },
                { "even", Array.ConvertAll(rows, row => row % 2 == 0) },
                { "name", Array.ConvertAll(rows, row => row == 3 ? null : $"row {row}") },
            },
        };
    }
}
