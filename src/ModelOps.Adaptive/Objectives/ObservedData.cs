using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Objectives;

/// <summary>A target's observations: what is compared, at which keys. Immutable.</summary>
public sealed class ObservedData
{
    private readonly ITableView _table;

    private ObservedData(ITableView table, IReadOnlyList<KeyColumn> keys, IReadOnlyList<double> values, IReadOnlyList<double> trials)
    {
        _table = table;
        (Keys, Values, Trials) = (keys, values, trials);
    }

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
    /// <c>unknown_column</c> (names the nearest), <c>empty_key</c>, <c>duplicate_key</c>, <c>no_observations</c>, <c>not_numeric</c>, <c>observed_not_finite</c>,
    /// <c>observed_not_a_count</c>, <c>bad_trials</c> (fewer than the count, or no count).
    /// </exception>
    public static ObservedData Read(TargetDefinition target, ITableView table)
    {
        var keys = target.On.Select(column => Alignment.KeysOf(table, column)).ToList();
        var values = Alignment.NumbersOf(table, target.Column);
        if (values.Count == 0) throw new InvalidInputException("no_observations", $"{table.Name} has no rows; target {target.Name} needs at least one observation.");
        RequireKeys(target, table, keys);
        RequireValues(target, table, values);
        var trials = target.Loss == LossKind.Binomial ? TrialsOf(target, table, values) : [];
        return new(table, keys, values, trials);
    }

    /// <summary>Other values at the same keys, as if they had been observed.</summary>
    /// <param name="target">The target.</param>
    /// <param name="values">As many as there are observations; finite, and counts for the likelihood losses.</param>
    public ObservedData With(TargetDefinition target, IReadOnlyList<double> values)
    {
        if (values.Count != Values.Count) throw new ArgumentException($"{values.Count} values were given for {Values.Count} observations.", nameof(values));
        RequireValues(target, _table, values);
        return new(_table, Keys, values, Trials);
    }

    /// <summary>Where an observation, counted from 0, stands: <c>line 3</c>.</summary>
    public string PlaceOf(int observation) => PlaceOf(_table, observation);

    private static string PlaceOf(ITableView table, int row)
    {
        var (unit, number) = table.PlaceOf(row);
        return $"{unit} {number}";
    }

    /// <summary>The error of a key in two rows of a table, which are counted from 0.</summary>
    internal static InvalidInputException Duplicate(string code, ITableView table, string key, int first, int second)
    {
        var unit = table.PlaceOf(first).Unit;
        return new(code, $"{table.Name} has the key {key} in {unit}s {table.PlaceOf(first).Number} and {table.PlaceOf(second).Number}; each key may occur once.");
    }

    /// <summary>
    /// The observations by key, where the simulated keys decide which columns compare as numbers.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="simulated">The simulated table's name.</param>
    /// <param name="keys">Its key columns.</param>
    /// <param name="numeric">Receives which columns compare as numbers.</param>
    /// <exception cref="InvalidInputException">
    /// <c>key_type</c>: a simulated column is numeric and an observed key is none; <c>duplicate_observation</c>: two observed keys are one
    /// number. Both are faults of the file, whatever is simulated.
    /// </exception>
    internal Dictionary<string, int> IndexFor(TargetDefinition target, string simulated, IReadOnlyList<KeyColumn> keys, out List<bool> numeric)
    {
        for (var column = 0; column < keys.Count; column++)
        {
            if (keys[column].IsNumeric && Keys[column].Cells.Index().FirstOrDefault(cell => !KeyIndex.IsNumber(cell.Item)) is { Item: { } text } cell)
            {
                throw new InvalidInputException(
                    "key_type", $"{_table.Name}, column '{target.On[column]}', {PlaceOf(cell.Index)} is '{text}', but the keys of table '{simulated}' are numbers.");
            }
        }
        numeric = [.. keys.Zip(Keys, (left, right) => left.IsNumeric || right.IsNumeric)];
        return KeyIndex.Of(
            Keys, numeric, (first, second) => Duplicate("duplicate_observation", _table, KeyIndex.Describe(target.On, Keys, second), first, second));
    }

    private static void RequireKeys(TargetDefinition target, ITableView table, List<KeyColumn> keys)
    {
        for (var column = 0; column < keys.Count; column++)
        {
            var empty = keys[column].Cells.Index().Where(cell => cell.Item.Length == 0).Select(cell => (int?)cell.Index).FirstOrDefault();
            if (empty is { } row)
                throw new InvalidInputException("empty_key", $"{table.Name}, column '{target.On[column]}', {PlaceOf(table, row)} is empty; a key was expected.");
        }
        _ = KeyIndex.Of(
            keys,
            keys.ConvertAll(key => key.IsNumeric),
            (first, second) => Duplicate(Alignment.DuplicateKey, table, KeyIndex.Describe(target.On, keys, second), first, second));
    }

    private static void RequireValues(TargetDefinition target, ITableView table, IReadOnlyList<double> values)
    {
        for (var row = 0; row < values.Count; row++)
        {
            if (!double.IsFinite(values[row]))
                throw Faulty("observed_not_finite", table, target.Column, row, "a finite number");
            if (target.IsLikelihood && !IsCount(values[row]))
                throw Faulty("observed_not_a_count", table, target.Column, row, "a count (0, 1, 2, ...)");
        }
    }

    private static IReadOnlyList<double> TrialsOf(TargetDefinition target, ITableView table, IReadOnlyList<double> values)
    {
        var column = target.TrialsColumn;
        var trials = column is null ? [.. Enumerable.Repeat((double)target.Trials!.Value, values.Count)] : Alignment.NumbersOf(table, column);
        for (var row = 0; row < values.Count; row++)
        {
            if (!IsCount(trials[row]) || trials[row] < values[row])
                throw Faulty("bad_trials", table, column ?? target.Column, row, column is null ? $"at most {trials[row]}, the number of trials," : $"a count of at least {values[row]}, the observed successes");
        }
        return trials;
    }

    private static bool IsCount(double value) => double.IsFinite(value) && value >= 0 && Math.Floor(value) == value;

    // The cell as it is written: what it was read as may look otherwise.
    private static InvalidInputException Faulty(string code, ITableView table, string column, int row, string expected)
    {
        var text = table.Keys(column).Cells[row];
        return new(
            code,
            $"{table.Name}, column '{column}', {PlaceOf(table, row)} is {(text.Length == 0 ? "empty" : text)}; {expected} was expected.",
            text.Length == 0 ? "Leave out the rows that observe nothing." : null);
    }
}
