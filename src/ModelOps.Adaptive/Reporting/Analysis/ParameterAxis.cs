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

    private static Axis Range(string name, double min, double max, ParameterScale scale) =>
        scale == ParameterScale.Log ? Axis.Log($"{name} (log scale)", min, max) : Axis.Linear(name, min, max);
}
