using ModelOps.Model;

namespace Influenza1978;

/// <summary>
/// SIR model of the influenza in an English boarding school, January 1978: the arithmetic of <c>models/sir.py</c> in the same order, so
/// that both give the same bits. Parameters <c>beta</c> and <c>gamma</c>, in 1/day.
/// </summary>
public sealed class Sir : ISimulationModel
{
    private const double Population = 763.0;
    private const double InBedAtStart = 3.0;
    private const int Days = 14;
    private const int StepsADay = 50;

    private const double Step = 1.0 / StepsADay;
    private const double HalfStep = Step / 2.0;
    private const double SixthStep = Step / 6.0;

    /// <summary>The boys in bed on each day; the seed is not used, because nothing is random.</summary>
    public IReadOnlyDictionary<string, Table> Simulate(Parameters parameters, ulong seed)
    {
        var (beta, gamma) = (parameters.Float("beta"), parameters.Float("gamma"));
        var (susceptible, infected) = (Population - InBedAtStart, InBedAtStart);
        var (day, cases) = (new long[Days], new double[Days]);
        cases[0] = infected;
        for (var d = 1; d < Days; d++)
        {
            for (var step = 0; step < StepsADay; step++) (susceptible, infected) = Advance(susceptible, infected, beta, gamma);
            (day[d], cases[d]) = (d, infected);
        }
        return new Dictionary<string, Table> { ["in_bed"] = new() { { "day", day }, { "cases", cases } } };
    }

    private static (double Susceptible, double Infected) Advance(double s, double i, double beta, double gamma)
    {
        var new1 = beta * s * i / Population;
        var change1 = new1 - gamma * i;
        var (s2, i2) = (s - HalfStep * new1, i + HalfStep * change1);
        var new2 = beta * s2 * i2 / Population;
        var change2 = new2 - gamma * i2;
        var (s3, i3) = (s - HalfStep * new2, i + HalfStep * change2);
        var new3 = beta * s3 * i3 / Population;
        var change3 = new3 - gamma * i3;
        var (s4, i4) = (s - Step * new3, i + Step * change3);
        var new4 = beta * s4 * i4 / Population;
        var change4 = new4 - gamma * i4;
        return (
            s - SixthStep * (new1 + 2.0 * new2 + 2.0 * new3 + new4),
            i + SixthStep * (change1 + 2.0 * change2 + 2.0 * change3 + change4));
    }
}
