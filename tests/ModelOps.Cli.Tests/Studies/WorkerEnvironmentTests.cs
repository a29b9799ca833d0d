using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;

namespace ModelOps.Cli.Tests.Studies;

public sealed class WorkerEnvironmentTests
{
    [Theory]
    [InlineData("BATCH_SIZE", "6", "worker_environment")]
    [InlineData("ADAPTER_PATH", "adapter:Other", "worker_environment")]
    [InlineData("REPLICATES_PER_PARAM", "10", "worker_environment")]
    [InlineData("SIMULATION_FN_REF", "model:other", "worker_environment")]
    [InlineData("BUNDLE_REF", "elsewhere", "worker_environment")]
    [InlineData("ADAPTIVE_SPEC", "", "worker_spec")]
    [InlineData("ADAPTIVE_SPEC", "gone.yaml", "file_not_found")]
    [InlineData("BATCH_SIZE", "5", "central_store_address")]
    public async Task Environment_that_does_not_fit_the_spec_is_refused(string variable, string value, string code)
    {
        using var study = new FakeStudy();
        var environment = new Dictionary<string, string> { ["ADAPTIVE_SPEC"] = study.Spec, ["BATCH_SIZE"] = "5", ["REPLICATES_PER_PARAM"] = "3", ["ADAPTER_PATH"] = "adapter:FakeAdapter" };
        environment[variable] = value;
        var refused = await CliRun.In(study.Folder, environment, "adaptive", "worker", "--json");
        refused.Status.ShouldBe(ExitStatus.Invalid);
        refused.Error.ShouldContain($"\"error_code\":\"{code}\"");
    }
}
