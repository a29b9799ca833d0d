using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Objectives;

/// <summary>The exact join of a simulated table with a target's observations.</summary>
public static class Alignment
{
    /// <summary>The code of a simulated table that lacks an observed key.</summary>
    public const string MissingKey = "missing_key";

    /// <summary>The code of a table that has a key twice.</summary>
    public const string DuplicateKey = "duplicate_key";

    /// <summary>The simulated values at the observed keys, in the order of the observations; other simulated rows are ignored.</summary>
    /// <param name="target">The target.</param>
    /// <param name="observed">Its observations.</param>
    /// <param name="simulated">The table that one replicate simulated.</param>
    /// <returns>One value an observation; NaN and infinities are kept.</returns>
    /// <exception cref="InvalidInputException">
    /// <c>unknown_column</c> (names the nearest), <c>missing_key</c> and <c>duplicate_key</c> (name table and key), <c>not_numeric</c>; of the
    /// observed file <c>key_type</c> and <c>duplicate_observation</c>.
    /// </exception>
    public static double[] Align(TargetDefinition target, ObservedData observed, ITableView simulated)
    {
        var keys = target.On.Select(column => KeysOf(simulated, column)).ToList();
        var numbers = NumbersOf(simulated, target.Column);
        var places = observed.IndexFor(target, simulated.Name, keys, out var numeric);
        var rows = RowsOf(places, target, simulated, keys, numeric);
        var aligned = new double[rows.Length];
        for (var i = 0; i < aligned.Length; i++)
        {
            if (rows[i] < 0)
                throw new InvalidInputException(MissingKey,
                    $"Table '{simulated.Name}' has no row for {KeyIndex.Describe(target.On, observed.Keys, i)}, which {target.Observed} observes in {observed.PlaceOf(i)}.");
            aligned[i] = numbers[rows[i]];
        }
        return aligned;
    }

    // The simulated row of each observation, or -1.
    private static int[] RowsOf(
        Dictionary<string, int> places, TargetDefinition target, ITableView table, List<KeyColumn> keys, List<bool> numeric)
    {
        var rows = new int[places.Count];
        Array.Fill(rows, -1);
        for (var row = 0; row < keys[0].Cells.Count; row++)
        {
            if (!places.TryGetValue(KeyIndex.KeyAt(keys, row, numeric), out var place)) continue;
            if (rows[place] >= 0)
                throw new InvalidInputException(
                    DuplicateKey,
                    $"Table '{table.Name}' has the key {KeyIndex.Describe(target.On, keys, row)} in rows {rows[place] + 1} and {row + 1}; each key may occur once.");
            rows[place] = row;
        }
        return rows;
    }

    internal static KeyColumn KeysOf(ITableView table, string column) => table.Keys(Known(table, column));

    internal static IReadOnlyList<double> NumbersOf(ITableView table, string column) => table.Numbers(Known(table, column));

    private static string Known(ITableView table, string column) => table.Columns.Contains(column)
        ? column
        : throw new InvalidInputException("unknown_column", $"{table.Name} has no column '{column}'.{Nearest.Hint(column, [.. table.Columns])}");
}
