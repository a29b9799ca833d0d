using System.Runtime.Versioning;
using ModelOps.Bundles.Caching;
using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Registries.Layouts;
using ModelOps.Bundles.Tests.Caching;
using ModelOps.Contracts.Digests;
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
        if (args is ["child", "bundle", var layout, var digest, var cache]) return await LeaseAsync(layout, digest, cache);
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

    // Leases a bundle's checkout, and says its path and how many blobs it fetched.
    private static async Task<int> LeaseAsync(string layout, string digest, string folder)
    {
        Console.WriteLine("begin");
        using var repository = new CountingRepository(new LayoutRepository(layout, TimeProvider.System));
        var cache = new BundleCache(folder, TimeProvider.System);
        var bundle = await repository.ReadBundleAsync(Digest.Parse(digest), CancellationToken.None);
        repository.Fetched.Clear();
        await using var lease = await cache.CheckoutAsync(bundle, null, new(repository), CancellationToken.None);
        Console.WriteLine(lease.Path);
        Console.WriteLine(repository.Fetched.Count);
        return 0;
    }
}
