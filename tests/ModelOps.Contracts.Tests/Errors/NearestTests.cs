using ModelOps.Contracts.Errors;

namespace ModelOps.Contracts.Tests.Errors;

public sealed class NearestTests
{
    [Theory]
    [InlineData("replciates", "replicates")]
    [InlineData("SEED", "seed")]
    [InlineData("max_trial", "max_trials")]
    [InlineData("colour", null)]
    public void Nearest_name_is_the_one_with_the_fewest_edits(string name, string? expected) =>
        Nearest.To(name, ["seed", "max_trials", "replicates"]).ShouldBe(expected);

    [Fact]
    public void Tie_goes_to_the_first() => Nearest.To("bat", ["cat", "rat"]).ShouldBe("cat");

    [Fact]
    public void Swapped_neighbours_are_one_edit() => Nearest.To("--jsno", ["--dsn", "--json"]).ShouldBe("--json");

    [Fact]
    public void Hint_without_a_near_name_lists_the_known_ones()
    {
        Nearest.Hint("sed", ["seed"]).ShouldBe(" Did you mean 'seed'?");
        Nearest.Hint("colour", ["seed", "min"]).ShouldBe(" Known are: seed, min.");
    }
}
