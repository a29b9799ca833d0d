using System.Globalization;

namespace ModelOps.Keeper.Cluster.Quotas;

/// <summary>Amounts of resources as Kubernetes writes them: <c>250m</c>, <c>1.5Gi</c>, <c>2e3</c>.</summary>
public static class Quantity
{
    // Kubernetes caps amounts at 2^63 - 1; times any number of pods this still fits a decimal.
    private const decimal Largest = 1e19m;

    private static readonly Dictionary<string, decimal> Suffixes = new(StringComparer.Ordinal)
    {
        [""] = 1m, ["n"] = 1e-9m, ["u"] = 1e-6m, ["m"] = 1e-3m, ["k"] = 1e3m, ["M"] = 1e6m, ["G"] = 1e9m, ["T"] = 1e12m, ["P"] = 1e15m, ["E"] = 1e18m,
        ["Ki"] = 1L << 10, ["Mi"] = 1L << 20, ["Gi"] = 1L << 30, ["Ti"] = 1L << 40, ["Pi"] = 1L << 50, ["Ei"] = 1L << 60,
    };

    /// <summary>The amount in base units; <see langword="null"/> for a text that is none, or one beyond what a cluster has.</summary>
    public static decimal? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (Number(text) is { } plain) return Bounded(plain);
        var digits = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        try
        {
            return Suffixes.TryGetValue(text[digits..], out var unit) && Number(text[..digits]) is { } value ? Bounded(value * unit) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static decimal? Bounded(decimal amount) => Math.Abs(amount) <= Largest ? amount : null;

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) ? value : null;
}
