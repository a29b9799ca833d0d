using ModelOps.Adaptive.Reporting.Charts;
using ModelOps.Adaptive.Spaces;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>A parameter's search range as an axis of places from 0 to 1, so that every kind of parameter is drawn alike.</summary>
/// <param name="Title">The parameter's name.</param>
/// <param name="Values">An axis in the parameter's own values, for its ticks.</param>
internal sealed record ParameterAxis(string Title, Axis Values)
{
    private const int MostChoices = 12;

    /// <summary>The axis of a free parameter.</summary>
    public static ParameterAxis Of(SearchParameter parameter) => parameter switch
    {
        FloatParameter real => new(parameter.Name, Range(parameter.Name, real.Min, real.Max, real.Scale)),
        IntParameter { Scale: ParameterScale.Log } whole => new(parameter.Name, Axis.Log($"{whole.Name} (log scale)", whole.Min - 0.5, whole.Max + 0.5)),
        IntParameter whole => new(parameter.Name, Axis.Linear(whole.Name, whole.Min - 0.5, whole.Max + 0.5)),
        CategoricalParameter choice => new(parameter.Name, Axis.Choices(choice.Name, [.. choice.Choices.Select((value, i) => choice.Choices.Count <= MostChoices ? value.Canonical.Trim('"') : i % 10 == 0 ? $"#{i}" : "")])),
        _ => new(parameter.Name, Axis.Choices(parameter.Name, [])),
    };

    /// <summary>The axis to draw places on: its ticks are the values'.</summary>
    public Axis Places => Values.AsPlaces();

    /// <summary>
    /// The axis of the part of a range in which the good trials lie, with some room about them; the whole range if they take up most of
    /// it, and of parameters other than floats. Places outside are drawn at its ends.
    /// </summary>
    public static Axis Near(SearchParameter parameter, IEnumerable<double> places)
    {
        var (low, high) = (places.Min(), places.Max());
        var room = Math.Max((high - low) * 0.75, 0.005);
        (low, high) = (Math.Max(low - room, 0), Math.Min(high + room, 1));
        if (parameter is not FloatParameter real || high - low > 0.6) return Of(parameter).Places;
        var (from, to) = ((double)real.At(low).Value, (double)real.At(high).Value);
        return from < to ? Range(real.Name, from, to, real.Scale).AsPlaces(low, high) : Of(parameter).Places;
    }

    private static Axis Range(string name, double min, double max, ParameterScale scale) =>
        scale == ParameterScale.Log ? Axis.Log($"{name} (log scale)", min, max) : Axis.Linear(name, min, max);
}
