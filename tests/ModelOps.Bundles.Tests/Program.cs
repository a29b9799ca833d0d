using System.Runtime.Versioning;
using ModelOps.Bundles.Folders;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// Modes, links and pipes are what most of these tests are about.
[assembly: UnsupportedOSPlatform("windows")]

namespace ModelOps.Bundles.Tests;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["child", "checkout", var folder, var checkouts]) return await CheckoutAsync(folder, checkouts);
        return args.Any(arg => arg is "-automated" or "@@")
            ? await ConsoleRunner.Run(args)
            : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }

    // Pins and checks out a folder, says so, and keeps the lease until its input ends.
    private static async Task<int> CheckoutAsync(string folder, string checkouts)
    {
        var bundles = new FolderBundles(checkouts, TimeProvider.System);
        var bundle = await bundles.PinAsync(folder, folder, [], CancellationToken.None);
        Console.WriteLine(bundle.Content);
        await using var lease = await bundles.CheckoutAsync(bundle, CancellationToken.None);
        Console.WriteLine(lease.Path);
        await Console.In.ReadLineAsync();
        return 0;
    }
}
