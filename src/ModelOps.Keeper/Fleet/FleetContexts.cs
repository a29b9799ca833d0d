using ModelOps.Contracts.Errors;

namespace ModelOps.Keeper.Fleet;

/// <summary>The contexts of kubectl that a command looks at.</summary>
public static class FleetContexts
{
    /// <summary>The contexts of the options, each once and in their order; empty means the current one.</summary>
    /// <param name="list">The value of <c>--contexts</c>: names separated by commas.</param>
    /// <param name="single">The values of <c>--context</c>.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_contexts</c>: both were given, or a name is empty.</exception>
    public static IReadOnlyList<string> Of(string? list, IReadOnlyList<string> single)
    {
        if (list is not null && single.Count > 0)
            throw new InvalidInputException("invalid_contexts", "--contexts and --context were both given; expected one of them.");
        string[] names = list is null ? [.. single] : list.Split(',', StringSplitOptions.TrimEntries);
        return names.Any(string.IsNullOrWhiteSpace)
            ? throw new InvalidInputException("invalid_contexts", "One of the contexts has no name.", "Run 'kubectl config get-contexts' to see them.")
            : [.. names.Distinct(StringComparer.Ordinal)];
    }
}
