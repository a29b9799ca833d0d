using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Cli.Tests.Invocation;

namespace ModelOps.Cli.Tests.Tools;

public sealed class VersionCommandTests
{
    [Theory]
    [InlineData("version")]
    [InlineData("--version")]
    [InlineData("version", "--debug")]
    public async Task Version_is_one_line(params string[] arguments) =>
        (await CliRun.Of(arguments)).ShouldBe(new(ExitStatus.Ok, $"ModelOps {ToolVersion.Text}\n", ""));

    [Fact]
    public async Task Version_as_json_is_an_object() =>
        (await CliRun.Of("version", "--json")).Out.ShouldBe($$"""{"version":"{{ToolVersion.Text}}"}""" + "\n");
}
