using System.Numerics;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Parameters;
using ModelOps.Tables.Columns;

namespace ModelOps.Adaptive.Export;

/// <summary>
/// The parameters of trials as columns <c>param_*</c>, in code point order of the names, each of the narrowest type that holds every one of
/// its values; texts where values are of several types.
/// </summary>
internal sealed class ParameterKinds
{
    private readonly SortedDictionary<string, Kinds> _kinds = new(CodePointComparer.Instance);

    [Flags]
    private enum Kinds
    {
        None = 0,
        Bool = 1,
        Long = 2,
        Double = 4,
        Text = 8,
    }

    /// <summary>The names.</summary>
    public IReadOnlyCollection<string> Names => _kinds.Keys;

    /// <summary>Looks at all trials once.</summary>
    public static ParameterKinds Of(IEnumerable<Trial> trials)
    {
        var found = new ParameterKinds();
        foreach (var trial in trials) found.Add(trial.Parameters);
        return found;
    }

    /// <summary>Those of some sets.</summary>
    public static ParameterKinds Of(IEnumerable<ParameterSet> sets)
    {
        var found = new ParameterKinds();
        foreach (var set in sets) found.Add(set);
        return found;
    }

    /// <summary>The columns of some of the sets; a set that lacks a name has a missing value there.</summary>
    public IEnumerable<Column> Columns(IReadOnlyList<ParameterSet> sets) =>
        _kinds.Keys.Select(name => Column(name, [.. sets.Select(set => set.Values.GetValueOrDefault(name))]));

    /// <summary>The column of one parameter.</summary>
    public Column Column(string parameter, ParameterValue?[] values)
    {
        var name = $"param_{parameter}";
        bool[] present = [.. values.Select(value => value is not null)];
        return _kinds[parameter] switch
        {
            Kinds.Bool => ColumnFactory.Bools(name, [.. values.Select(value => (bool?)value?.Value)]),
            Kinds.Long => ColumnFactory.Numbers<long>(name, [.. values.Select(value => value is null ? 0 : (long)(BigInteger)value.Value)], present),
            Kinds.Double => ColumnFactory.Numbers<double>(name, [.. values.Select(value => value is null ? 0 : (double)value.Value)], present),
            _ => ColumnFactory.Texts(name, [.. values.Select(value => value?.Value as string ?? value?.Canonical)]),
        };
    }

    private void Add(ParameterSet set)
    {
        foreach (var (name, value) in set.Values) _kinds[name] = _kinds.GetValueOrDefault(name) | KindOf(value);
    }

    private static Kinds KindOf(ParameterValue value) => value.Value switch
    {
        bool => Kinds.Bool,
        BigInteger whole when whole >= long.MinValue && whole <= long.MaxValue => Kinds.Long,
        double => Kinds.Double,
        _ => Kinds.Text,
    };
}
