using System.Globalization;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Sources;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Coverage.Repeats;

/// <summary>What a fit says of each parameter that is a number, beside the truth.</summary>
/// <param name="space">The search space.</param>
/// <param name="targets">The targets; only their definitions and numbers of observations count.</param>
/// <param name="kind">What is judged.</param>
internal sealed class FitIntervals(SearchSpace space, IReadOnlyList<TargetSpec> targets, IntervalKind kind)
{
    /// <summary>One entry a free parameter that is a number; none if the fit has no answer at all.</summary>
    public IReadOnlyList<Recovery> Of(Fit fit, ParameterSet truth)
    {
        var numeric = space.Free.Where(parameter => parameter is not CategoricalParameter);
        if (kind == IntervalKind.Posterior) return [.. numeric.Select(parameter => OfSample(parameter, fit.Posterior, truth))];
        var findings = FindingsOf(fit.State);
        var answer = (ConfirmedAnswer.Of(fit.State)?.Trial ?? fit.State.Best)?.Parameters;
        return [.. numeric.Select(parameter => OfRange(parameter, findings, answer, truth))];
    }

    private static Recovery OfSample(SearchParameter parameter, IReadOnlyList<WeightedPoint> sample, ParameterSet truth)
    {
        var wanted = NumberOf(parameter, truth);
        if (sample.Count == 0) return new(parameter.Name, wanted, null, null, null, null);
        var marginal = new WeightedMarginal(sample.Select(point => (NumberOf(parameter, point.Parameters), point.Weight)));
        var median = marginal.Quantile(0.5);
        return new(
            parameter.Name, wanted, median, new(marginal.Quantile(0.025), marginal.Quantile(0.975)), new(marginal.Quantile(0.25), marginal.Quantile(0.75)),
            PlaceOf(parameter, median) - PlaceOf(parameter, wanted));
    }

    private static Recovery OfRange(SearchParameter parameter, StudyFindings findings, ParameterSet? answer, ParameterSet truth)
    {
        var wanted = NumberOf(parameter, truth);
        if (answer is null) return new(parameter.Name, wanted, null, null, null, null);
        var found = findings.Parameters.Single(finding => finding.Name == parameter.Name);
        var range = findings.HasRanges ? new Interval(Parse(found.Low), Parse(found.High)) : null;
        return new(parameter.Name, wanted, NumberOf(parameter, answer), range, null, PlaceOf(parameter, NumberOf(parameter, answer)) - PlaceOf(parameter, wanted));
    }

    private StudyFindings FindingsOf(StudyState state) =>
        StudyFindings.Of(new ReportSource(state, [.. targets.Select(target => new AlignedTarget(target.Definition, target.Observed, []))], null, [], null));

    private static double PlaceOf(SearchParameter parameter, double number) =>
        parameter.Locate(parameter is IntParameter ? ParameterValue.From(new System.Numerics.BigInteger(number)) : ParameterValue.From(number));

    private static double NumberOf(SearchParameter parameter, ParameterSet set) => set.Values[parameter.Name].ToDouble(parameter.Name);

    private static double Parse(string canonical) => double.Parse(canonical, CultureInfo.InvariantCulture);
}
