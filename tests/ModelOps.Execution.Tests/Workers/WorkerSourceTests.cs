using ModelOps.Execution.Tests.Samples;
using ModelOps.Testing.Processes;

namespace ModelOps.Execution.Tests.Workers;

/// <summary>The Python programs that come with mops run wherever they say, and rely on nothing that may change.</summary>
public sealed class WorkerSourceTests
{
    private static readonly string Folder = Path.GetDirectoryName(RepositoryFile.Find("workers/mops_worker.py"))!;

    private static readonly string Judge = RepositoryFile.Find("tests/ModelOps.Execution.Tests/Workers/syntax.py");

    // From 3.12 on the parser itself would have to be newer; older syntax stays valid there.
    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Programs_have_the_syntax_of_every_supported_Python_and_use_the_public_interface_of_distributed_only(int minor)
    {
        var (status, complaints) = await TestProcess.RunAsync("python3", Judge, Folder, $"{minor}");
        status.ShouldBe(0);
        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("def f(x):\n    match x:\n        case 1:\n            pass\n")]
    [InlineData("from distributed import Scheduler\n")]
    [InlineData("import modelops_dask\n\ndef f(client):\n    return client._gather\n")]
    public async Task Program_that_breaks_the_rule_is_found(string text)
    {
        using var folder = new PythonFolder("");
        folder.Write("modelops_dask/bad.py", text);
        var (_, complaints) = await TestProcess.RunAsync("python3", Judge, folder.Path, "9");
        complaints.ShouldContain("bad.py:");
    }
}
