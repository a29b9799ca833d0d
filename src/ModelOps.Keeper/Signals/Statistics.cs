namespace ModelOps.Keeper.Signals;

/// <summary>Exact statistics of numbers.</summary>
public static class Statistics
{
    /// <summary>A quantile, linear between the two nearest ranks as NumPy's default is.</summary>
    /// <param name="values">At least one; put in another order by the call.</param>
    /// <param name="share">From 0 (the smallest) to 1 (the largest).</param>
    public static double Quantile(Span<double> values, double share)
    {
        var position = share * (values.Length - 1);
        var below = (int)position;
        var low = Select(values, below);
        if (position == below) return low;
        var high = double.PositiveInfinity;
        foreach (var value in values[(below + 1)..]) high = Math.Min(high, value);
        return low + (position - below) * (high - low);
    }

    // Hoare's selection: afterwards the number at the rank is in its place, and nothing before it is larger, nothing after it smaller.
    private static double Select(Span<double> values, int rank)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var pivot = MiddleOfThree(values[low], values[(low + high) / 2], values[high]);
            var (left, right) = (low, high);
            while (left <= right)
            {
                while (values[left] < pivot) left++;
                while (values[right] > pivot) right--;
                if (left > right) break;
                (values[left], values[right]) = (values[right], values[left]);
                left++;
                right--;
            }
            if (rank <= right) high = right;
            else if (rank >= left) low = left;
            else break;
        }
        return values[rank];
    }

    private static double MiddleOfThree(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
