using ModelOps.Durability.Tests.Processes;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace ModelOps.Durability.Tests;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["child", var role, .. var rest]) return await ChildRoles.RunAsync(role, rest);
        return args.Any(arg => arg is "-automated" or "@@")
            ? await ConsoleRunner.Run(args)
            : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }
}
