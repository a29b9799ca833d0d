using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;

namespace ModelOps.Cli.Tests.Simulations;

public sealed class SimIdCommandTests
{
    private const string Id = "9f6875573c0c202a9fb3a9dc2bb5585c64dc28fd888b9e3e7378c92d2c749367";

    [Fact]
    public async Task Json_answer_has_the_id_and_the_seeds_as_texts()
    {
        var run = await CliRun.Of("sim", "id", "--params", """{"x":1.0,"y":2}""", "--replicates", "3", "--json");

        run.ShouldBe(new(ExitStatus.Ok, $$"""{"param_id":"{{Id}}","seeds":["12948365856716366395","18367338965959859681","15758132325593953624"]}""" + "\n", ""));
    }

    [Fact]
    public async Task Plain_answer_has_a_line_each() =>
        (await CliRun.Of("sim", "id", "--params", """{"y":2,"x":1.0}""", "--replicates", "1")).Out.ShouldBe($"{Id}\n12948365856716366395\n");

    [Fact]
    public async Task Without_replicates_there_are_no_seeds() =>
        (await CliRun.Of("sim", "id", "--params", """{"y":2,"x":1.0}""", "--json")).Out.ShouldBe($$"""{"param_id":"{{Id}}","seeds":[]}""" + "\n");

    [Theory]
    [InlineData("[1]", "0", "--params must be a JSON object")]
    [InlineData("{\"x\":1", "0", "--params is not valid JSON")]
    [InlineData("{\"x\":null}", "0", "Parameter 'x' is null")]
    [InlineData("{}", "-1", "--replicates is -1; expected 0 to 1000000.")]
    [InlineData("{}", "1000001", "--replicates is 1000001; expected 0 to 1000000.")]
    public async Task Invalid_input_is_explained(string json, string replicates, string message)
    {
        var run = await CliRun.Of("sim", "id", "--params", json, "--replicates", replicates);

        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldStartWith($"Error: {message}");
    }
}
