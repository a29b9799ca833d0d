using ModelOps.Adaptive.Tests.Stores.Embedded;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

[assembly: AssemblyFixture(typeof(ModelOps.Testing.Servers.Postgres.PostgresFixture))]

namespace ModelOps.Adaptive.Tests;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["study" or "pruned-study", var folder, var trials]) return await ChildStudy.RunAsync(folder, int.Parse(trials), args[0] == "pruned-study");
        return args.Any(arg => arg is "-automated" or "@@")
            ? await ConsoleRunner.Run(args)
            : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }
}
