using ModelOps.Examples.Tests.Programs;

namespace ModelOps.Examples.Tests.Acceptance;

/// <summary>The acceptance script against a stand-in for mops: it has to notice what is wrong. The end-to-end tests run it with mops itself.</summary>
public sealed class AcceptanceSmokeTests
{
    [Fact]
    public async Task Right_answers_end_with_the_two_lines()
    {
        var result = await SmokeAsync(flaw: "");
        result.Status.ShouldBe(0, result.Errors);
        result.Output.ReplaceLineEndings("\n").ShouldEndWith("✓ Smoke test passed: 20 trials completed\n✓ All tests passed!\n");
    }

    [Theory]
    [InlineData("loss", "loss of trial 7 is 5.5, expected 5.0")]
    [InlineData("seed", "seeds of trial 7")]
    [InlineData("exit", "ended with status 1:\nError: the run failed")]
    public async Task Wrong_answer_fails_and_is_named(string flaw, string expected)
    {
        var result = await SmokeAsync(flaw);
        result.Status.ShouldBe(1);
        result.Output.ShouldBeEmpty();
        result.Errors.ReplaceLineEndings("\n").ShouldContain(expected);
    }

    private static Task<ProgramResult> SmokeAsync(string flaw) => ProgramRun.OfAsync(
        Python.Any,
        [Repository.At("examples", "acceptance_smoke.py")],
        environment: new Dictionary<string, string> { ["MOPS"] = Repository.Script("stand_in_mops.py"), ["STAND_IN_FLAW"] = flaw });
}
