using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Charts;

/// <summary>Maps values to places from 0 to 1, with ticks at round values.</summary>
internal sealed class Axis
{
    // Within these, differences and steps are doubles of full precision. Values beyond are drawn at the ends.
    private const double Largest = 1e300;
    private const double Smallest = 1e-290;
    private const double Narrowest = 1e-9;

    private static readonly double[] RoundSteps = [1, 2, 5, 10];

    private readonly double _from;
    private readonly double _to;
    private readonly bool _isLog;

    private Axis(string title, double min, double max, bool isLog)
    {
        (Title, _isLog) = (title, isLog);
        (_from, _to) = isLog ? (PortableMath.Log(min), PortableMath.Log(max)) : (min, max);
        Ticks = isLog ? LogTicks(min, max) : LinearTicks(min, max);
    }

    private Axis(string title, IReadOnlyList<Tick> ticks, double from, double to) => (Title, Ticks, _from, _to) = (title, ticks, from, to);

    /// <summary>What it measures.</summary>
    public string Title { get; }

    /// <summary>The marks.</summary>
    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>Whether the marks are choices, of which each needs its label and part of it will do; numbers are left out rather than cut.</summary>
    public bool HasChoices { get; private init; }

    /// <summary>Equal steps are equal differences; bounds that doubles can hardly tell apart are moved apart.</summary>
    public static Axis Linear(string title, double min, double max)
    {
        (min, max) = (Math.Clamp(min, -Largest, Largest), Math.Clamp(max, -Largest, Largest));
        if (max - min > Math.Max(Math.Abs(max) * Narrowest, Smallest)) return new(title, min, max, isLog: false);
        var margin = Math.Max(Math.Abs(min) / 10, 0.5);
        return new(title, min - margin, min + margin, isLog: false);
    }

    /// <summary>Equal steps are equal ratios; both bounds are positive.</summary>
    public static Axis Log(string title, double min, double max)
    {
        (min, max) = (Math.Clamp(min, Smallest, Largest), Math.Clamp(max, Smallest, Largest));
        return max / min > 1 + Narrowest ? new(title, min, max, isLog: true) : Linear(title, min, max);
    }

    /// <summary>Labels in slices of one width; values are places from 0 to 1 already.</summary>
    public static Axis Choices(string title, IReadOnlyList<string> labels) =>
        new(title, [.. labels.Select((label, i) => new Tick((i + 0.5) / labels.Count, label))], 0, 1) { HasChoices = true };

    /// <summary>The same ticks for values that are places already, perhaps under another title.</summary>
    public Axis AsPlaces(string? title = null) => new(title ?? Title, Ticks, 0, 1) { HasChoices = HasChoices };

    /// <summary>The same ticks for values that are places of a larger axis, of which this one is the part between two places.</summary>
    public Axis AsPlaces(double from, double to) => new(Title, Ticks, from, to);

    /// <summary>Whether a value lies between the ends.</summary>
    public bool Shows(double value) => value >= _from && value <= _to;

    /// <summary>The place of a value; outside of the axis it is the nearer end.</summary>
    public double Place(double value)
    {
        var place = _isLog ? PortableMath.Log(Math.Max(value, Smallest)) : Math.Clamp(value, -Largest, Largest);
        return Math.Clamp((place - _from) / (_to - _from), 0, 1);
    }

    private List<Tick> LinearTicks(double min, double max)
    {
        var step = StepOf((max - min) / 7);
        var ticks = new List<Tick>();
        for (var i = Math.Ceiling(min / step); i * step <= max + (step / 1000) && ticks.Count < 12; i++)
            ticks.Add(new(Place(i * step), Figure.Of(i == 0 ? 0 : i * step)));
        return ticks;
    }

    // Powers of ten with their doubles and halves; where these are too few, the ticks of a linear axis.
    private List<Tick> LogTicks(double min, double max)
    {
        var power = 1.0;
        while (power > min) power /= 10;
        while (power * 10 <= min) power *= 10;
        var wide = max / min > 300;
        var ticks = new List<Tick>();
        for (; power <= max; power *= 10)
        {
            foreach (var factor in RoundSteps.AsSpan(0, wide ? 1 : 3))
            {
                if (power * factor >= min * 0.999 && power * factor <= max * 1.001) ticks.Add(new(Place(power * factor), Figure.Of(power * factor)));
            }
        }
        if (ticks.Count < 3) return LinearTicks(min, max);
        return ticks.Count <= 8 ? ticks : [.. ticks.Where((_, i) => i % ((ticks.Count / 6) + 1) == 0)];
    }

    private static double StepOf(double rough)
    {
        var power = 1.0;
        while (power > rough) power /= 10;
        while (power * 10 <= rough) power *= 10;
        return power * RoundSteps.First(step => power * step >= rough * 0.999);
    }
}
