using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Tools;

public sealed class ConfigCommandTests
{
    [Fact]
    public async Task Config_is_three_lines_under_the_home_directory()
    {
        using var home = new TemporaryFolder();

        var run = await CliRun.In(home.Path, new() { ["HOME"] = home.Path }, "config");

        run.Out.ShouldBe($"""
            Config directory: {home.Path}/.modelops
            Pulumi state: {home.Path}/.modelops/pulumi
            Provider config: {home.Path}/.modelops/providers/azure.yaml

            """);
    }

    [Fact]
    public async Task Variable_moves_all_three()
    {
        using var home = new TemporaryFolder();

        var run = await CliRun.In(home.Path, new() { ["MODELOPS_HOME"] = "/srv/mops" }, "config", "--json");

        run.Out.ShouldBe("""{"config_directory":"/srv/mops","pulumi_state":"/srv/mops/pulumi","provider_config":"/srv/mops/providers/azure.yaml"}""" + "\n");
    }
}
