using ModelOps.Contracts.Errors;

namespace ModelOps.Keeper.Policies;

/// <summary>The policies that there are.</summary>
public static class PolicyRegistry
{
    /// <summary>All of them; the first is the usual one.</summary>
    public static IReadOnlyList<IPolicy> All { get; } = [new ChordPolicy(), new ScalarPolicy()];

    /// <summary>The policy of a name.</summary>
    /// <exception cref="InvalidInputException">Code <c>unknown_policy</c>.</exception>
    public static IPolicy Find(string id) => All.FirstOrDefault(policy => policy.Id == id)
        ?? throw new InvalidInputException("unknown_policy", $"There is no policy '{id}'.{Nearest.Hint(id, [.. All.Select(policy => policy.Id)])}");
}
