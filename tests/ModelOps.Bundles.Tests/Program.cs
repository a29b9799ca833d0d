using System.Runtime.Versioning;
using ModelOps.Bundles.Archives;
using ModelOps.Bundles.Caching;
using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Materializing;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Registries.Http;
using ModelOps.Bundles.Registries.Layouts;
using ModelOps.Bundles.Tests.Caching;
using ModelOps.Bundles.Tests.Transfers;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
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
        if (args is ["child", "push", var tree, var host, var uploads]) return await ChunkedPush.RunAsync(tree, host, uploads);
        if (args is ["child", "login", var docker]) return await LogInAsync(docker);
        if (args is ["child", "materialize", var source, var name, var home, var work]) return await MaterializeAsync(source, name, home, work);
        if (args is ["child", "export", var from, var to])
        {
            await BundleArchive.ExportAsync(from, to, ArchiveCompression.None, includeExternal: false, CancellationToken.None);
            return 0;
        }
        if (args is ["child", "import", var archive, var target])
        {
            await BundleArchive.ImportAsync(archive, target, CancellationToken.None);
            return 0;
        }
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

    // Looks for the login of a registry, and says it or the code of the error.
    private static async Task<int> LogInAsync(string folder)
    {
        try
        {
            var found = await DockerConfig.FindAsync("ghcr.io", folder, CancellationToken.None);
            Console.WriteLine(found is null ? "none" : $"{found.Username}|{found.Secret}");
        }
        catch (ModelOpsException fault)
        {
            Console.WriteLine(fault.Code);
        }
        return 0;
    }

    // Materialises a bundle and says so.
    private static async Task<int> MaterializeAsync(string layout, string digest, string cache, string folder)
    {
        using var repository = new LayoutRepository(layout, TimeProvider.System);
        var bundle = await repository.ReadBundleAsync(Digest.Parse(digest), CancellationToken.None);
        await new Materializer(new BundleCache(cache, TimeProvider.System), repository).RunAsync(bundle, folder, new(), CancellationToken.None);
        Console.WriteLine("done");
        return 0;
    }
}
