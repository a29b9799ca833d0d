using ModelOps.Execution.DotNet;
using ModelOps.Execution.Executables;
using ModelOps.Execution.Tests.Pool;
using Xunit.MicrosoftTestingPlatform;

[assembly: AssemblyFixture(typeof(ModelOps.Execution.Tests.Dask.DaskFixture))]

namespace ModelOps.Execution.Tests;

/// <summary>Runs the tests; with other arguments it is one of the processes that the tests start.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["worker", "dotnet"]:
                await DotNetWorker.RunAsync(CancellationToken.None);
                return 0;
            case ["worker", "exec"]:
                await ExecutableWorker.RunAsync(CancellationToken.None);
                return 0;
            case ["version", "--json"]:
                // As the mops on a Dask worker, whose version must be the runner's.
                Console.WriteLine($$"""{"version": "{{typeof(DotNetWorker).Assembly.GetName().Version!.ToString(3)}}"}""");
                return 0;
            case [VictimHost.Argument, var language, var folder]:
                await VictimHost.RunAsync(language, folder);
                return 0;
            default:
                return await TestPlatformTestFramework.RunAsync(args, (builder, arguments) => { });
        }
    }
}
