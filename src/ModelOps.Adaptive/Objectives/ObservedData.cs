using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Objectives;

/// <summary>A target's observations: what is compared, at which keys. Immutable.</summary>
public sealed class ObservedData
{
    private ObservedData(IReadOnlyList<KeyColumn> keys, IReadOnlyList<double> values, IReadOnlyList<double> trials) =>
        (Keys, Values, Trials) = (keys, values, trials);

    /// <summary>The key columns, in the order of the target's <c>on</c>.</summary>
    public IReadOnlyList<KeyColumn> Keys { get; }

    /// <summary>The observed values; at least one, all finite, and counts for the likelihood losses.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>For the binomial loss each observation's number of trials, otherwise empty.</summary>
    public IReadOnlyList<double> Trials { get; }

    /// <summary>Reads a target's observations.</summary>
    /// <param name="target">The target, valid.</param>
    /// <param name="table">The observed table, of any further columns.</param>
    /// <exception cref="InvalidInputException">
    /// <c>unknown_column</c> (names the nearest), <c>duplicate_key</c>, <c>no_observations</c>, <c>not_numeric</c>, <c>observed_not_finite</c>,
    /// <c>observed_not_a_count</c>, <c>bad_trials</c> (fewer than the count, or no count).
    /// </exception>
    public static ObservedData Read(TargetDefinition target, ITableView table)
    {
        var keys = target.On.Select(column => Alignment.KeysOf(table, column)).ToList();
        var values = Alignment.NumbersOf(table, target.Column);
        if (values.Count == 0) throw new InvalidInputException("no_observations", $"{table.Name} has no rows; target {target.Name} needs at least one observation.");
        _ = KeyIndex.Of(table.Name, target.On, keys, keys.ConvertAll(key => key.IsNumeric));
        RequireValues(target, table, values);
        var trials = target.Loss == LossKind.Binomial ? TrialsOf(target, table, values) : [];
        return new(keys, values, trials);
    }

    private static void RequireValues(TargetDefinition target, ITableView table, IReadOnlyList<double> values)
    {
        for (var row = 0; row < values.Count; row++)
        {
            if (!double.IsFinite(values[row]))
                throw Faulty("observed_not_finite", table, target.Column, row, values[row], "a finite number");
            if (target.IsLikelihood && !IsCount(values[row]))
                throw Faulty("observed_not_a_count", table, target.Column, row, values[row], "a count (0, 1, 2, ...)");
        }
    }

    private static IReadOnlyList<double> TrialsOf(TargetDefinition target, ITableView table, IReadOnlyList<double> values)
    {
        var column = target.TrialsColumn;
        var trials = column is null ? [.. Enumerable.Repeat((double)target.Trials!.Value, values.Count)] : Alignment.NumbersOf(table, column);
        for (var row = 0; row < values.Count; row++)
        {
            if (!IsCount(trials[row]) || trials[row] < values[row])
                throw Faulty("bad_trials", table, column ?? "trials", row, trials[row], $"a count of at least {values[row]}, the observed successes");
        }
        return trials;
    }

    private static bool IsCount(double value) => double.IsFinite(value) && value >= 0 && Math.Floor(value) == value;

    private static InvalidInputException Faulty(string code, ITableView table, string column, int row, double value, string expected) =>
        new(code, $"{table.Name}, column '{column}', row {row + 1} is {value}; {expected} was expected.");
}
