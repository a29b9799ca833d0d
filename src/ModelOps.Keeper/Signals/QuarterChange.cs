namespace ModelOps.Keeper.Signals;

/// <summary>How a number changes from the first quarter of its values to the last.</summary>
/// <param name="Count">How many values there are.</param>
/// <param name="First">The mean of the first quarter; 0 for fewer than four values.</param>
/// <param name="Last">The mean of the last quarter; 0 for fewer than four values.</param>
internal readonly record struct QuarterChange(int Count, double First, double Last)
{
    private const int Quarters = 4;

    /// <summary>Whether the last quarter lies above the first by more than a share of the first one's size.</summary>
    /// <remarks>For numbers above 0 this is last > (1 + share) x first; a number below 0 does not rise for its sign.</remarks>
    public bool RisesBy(double share) => Last - First > share * Math.Abs(First);

    /// <summary>Whether the last quarter lies below the first by more than a share of the first one's size.</summary>
    public bool FallsBy(double share) => First - Last > share * Math.Abs(First);

    /// <summary>Of values in the order of time.</summary>
    /// <param name="count">How many places there are.</param>
    /// <param name="value">The value at a place; NaN where there is none.</param>
    public static QuarterChange Of(int count, Func<int, double> value)
    {
        var known = 0;
        for (var i = 0; i < count; i++)
        {
            if (!double.IsNaN(value(i))) known++;
        }
        if (known < Quarters) return new(known, 0, 0);
        var (quarter, seen, first, last) = (known / Quarters, 0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var one = value(i);
            if (double.IsNaN(one)) continue;
            if (seen < quarter) first += one;
            if (seen >= known - quarter) last += one;
            seen++;
        }
        return new(known, first / quarter, last / quarter);
    }
}
