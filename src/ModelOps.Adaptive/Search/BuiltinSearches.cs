using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Search;

/// <summary>The searches that come with the product, by the name after <c>builtin:</c>.</summary>
public static class BuiltinSearches
{
    /// <summary>The names, in the order that help shows them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["auto", "random", "grid", "sobol", "lhs", "cmaes", "tpe", "gp", "nelder_mead", "abc_smc"];

    /// <summary>Whether the search finishes without a limit of trials; for the others a spec must have <c>max_trials</c>.</summary>
    /// <exception cref="InvalidInputException">Code <c>unknown_algorithm</c>.</exception>
    public static bool EndsByItself(string name) => Known(name) == "grid";

    /// <summary>Creates a search at its beginning.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="space">The space to propose from.</param>
    /// <param name="settings">Seed, sizes and the algorithm's options.</param>
    /// <exception cref="InvalidInputException">
    /// <c>unknown_algorithm</c>, <c>unknown_option</c> (both name the nearest), <c>bad_option</c>, and those of the algorithm:
    /// <c>max_trials_required</c> (lhs), <c>grid_too_large</c>, <c>too_many_dimensions</c> (sobol, abc_smc),
    /// <c>choices_not_searchable</c> (nelder_mead).
    /// </exception>
    public static ISearch Create(string name, SearchSpace space, SearchSettings settings) => Known(name) switch
    {
        "grid" => new GridSearch(space, settings),
        "sobol" => new SobolSearch(space, settings),
        "lhs" => new LatinHypercubeSearch(space, settings),
        "cmaes" => CmaesSearch.Create(space, settings),
        "tpe" => TpeSearch.Create(space, settings),
        "auto" => AutoSearch.Create(space, settings),
        "gp" => GpSearch.Create(space, settings),
        "abc_smc" => AbcSmcSearch.Create(space, settings),
        "nelder_mead" => NelderMeadSearch.Create(space, settings),
        _ => RandomSearch.Create(space, settings),
    };

    private static string Known(string name) => Names.Contains(name)
        ? name
        : throw new InvalidInputException(
            "unknown_algorithm",
            $"There is no built-in algorithm '{name}'; the built-in ones are {string.Join(", ", Names)}.",
            Nearest.To(name, Names) is { } near ? $"Did you mean 'builtin:{near}'?" : null);
}
