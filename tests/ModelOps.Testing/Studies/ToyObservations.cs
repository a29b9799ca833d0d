using ModelOps.Adaptive.Objectives;

namespace ModelOps.Testing.Studies;

/// <summary>Three observations.</summary>
internal sealed class ToyObservations(string column, string key) : ITableView
{
    /// <inheritdoc />
    public string Name => "observed.csv";

    /// <inheritdoc />
    public IReadOnlyList<string> Columns => [key, column];

    /// <inheritdoc />
    public KeyColumn Keys(string column) => new(["0", "1", "2"], IsNumeric: false);

    /// <inheritdoc />
    public IReadOnlyList<double> Numbers(string column) => [40, 50, 60];
}
