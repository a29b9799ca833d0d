using System.Text.Json;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// Every combination of equally spaced values (on the parameter's scale, both bounds included), the first parameter changing slowest.
/// Numbers take 3 points or the option <c>points</c>: a number for all, or a map of parameter to number; an integer's equal roundings
/// count once. A single point is the minimum. Categoricals take all choices. Finishes after the last combination.
/// </summary>
internal sealed class GridSearch : ISearch
{
    private const string Points = "points";
    private const int DefaultPoints = 3;

    private readonly SearchSpace _space;
    private readonly List<List<ParameterValue>> _axes;
    private readonly long _size = 1;
    private long _next;

    public GridSearch(SearchSpace space, SearchSettings settings)
    {
        _space = space;
        var options = new SearchOptions("grid", settings.Options, Points);
        RequireKnownParameters(options);
        _axes = [.. space.Parameters.Select(parameter => Axis(parameter, PointsOf(options, parameter.Name)))];
        foreach (var axis in _axes)
        {
            if (_size > long.MaxValue / axis.Count)
                throw new InvalidInputException("grid_too_large", $"The grid of {string.Join(" x ", _axes.Select(each => each.Count))} points is beyond 2^63 combinations.", "Take fewer 'points', or another algorithm.");
            _size *= axis.Count;
        }
    }

    public bool Finished => _next == _size;

    public IReadOnlyList<ParameterSet> Ask(int round, int count)
    {
        var proposals = new ParameterSet[Math.Min(count, _size - _next)];
        for (var i = 0; i < proposals.Length; i++) proposals[i] = Combination(_next++);
        return proposals;
    }

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        // Nothing is learned.
    }

    private ParameterSet Combination(long index)
    {
        var values = new KeyValuePair<string, ParameterValue>[_axes.Count];
        for (var i = values.Length - 1; i >= 0; i--)
        {
            values[i] = new(_space.Parameters[i].Name, _axes[i][(int)(index % _axes[i].Count)]);
            index /= _axes[i].Count;
        }
        return new(values);
    }

    private static List<ParameterValue> Axis(SearchParameter parameter, int points)
    {
        if (parameter is CategoricalParameter categorical) return [.. categorical.Choices];
        if (!parameter.IsFree) return [parameter.At(0)];
        var values = new List<ParameterValue>(points);
        for (var i = 0; i < points; i++)
        {
            var value = parameter.Interpolate(points == 1 ? 0 : i / (points - 1.0));
            if (values.Count == 0 || !values[^1].Equals(value)) values.Add(value);
        }
        return values;
    }

    private static int PointsOf(SearchOptions options, string parameter)
    {
        if (options.Raw(Points) is not { } json) return DefaultPoints;
        if (json.ValueKind == JsonValueKind.Object && !json.TryGetProperty(parameter, out json)) return DefaultPoints;
        return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var points) && points is > 0 and <= 1_000_000
            ? points
            : throw options.Bad(Points, json, "an integer from 1 to 1000000, or a map of parameter to one,");
    }

    private void RequireKnownParameters(SearchOptions options)
    {
        if (options.Raw(Points) is not { ValueKind: JsonValueKind.Object } json) return;
        var names = _space.Parameters.Select(parameter => parameter.Name).ToList();
        foreach (var property in json.EnumerateObject())
        {
            if (!names.Contains(property.Name))
                throw new InvalidInputException("unknown_parameter", $"Option 'points' of algorithm 'grid' names '{property.Name}', which is not in the search space.{Nearest.Hint(property.Name, names)}");
        }
    }
}
