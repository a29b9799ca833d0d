using System.Runtime.Versioning;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Registries;

namespace ModelOps.EndToEnd.Tests.PushedBundles;

/// <summary>Many processes and people on one bundle.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SharedUseTests
{
    [Fact]
    public async Task Sixteen_processes_materialise_one_digest_and_download_it_once()
    {
        await using var registry = new FakeRegistry();
        using var workplace = new Workplace().WithTree();
        workplace.Environment["MODELOPS_REGISTRY_INSECURE"] = "1";
        (await workplace.MopsAsync("bundle", "push", "--to", $"{registry.Host}/r")).Expect(0);
        registry.Requests.Clear();
        var running = Enumerable.Range(0, 16).Select(i => workplace.StartMops("bundle", "materialize", $"{registry.Host}/r:1.0", workplace.Outside($"work{i}"))).ToList();
        foreach (var process in running)
        {
            (await process.EndAsync()).Expect(0);
            process.Dispose();
        }
        // The index may be read by each; of the files every blob came once.
        var blobs = registry.Requests.Where(request => request.StartsWith("GET", StringComparison.Ordinal) && request.Contains("/blobs/", StringComparison.Ordinal))
            .CountBy(request => request, StringComparer.Ordinal).Select(entry => entry.Value).Order().ToList();
        blobs.SkipLast(1).ShouldAllBe(count => count == 1);
        (await workplace.MopsAsync("bundle", "verify", workplace.Outside("work15"))).Expect(0);
    }

    [Fact]
    public async Task Role_downloads_its_own_blobs_only()
    {
        await using var registry = new FakeRegistry();
        using var workplace = new Workplace().WithTree();
        workplace.Environment["MODELOPS_REGISTRY_INSECURE"] = "1";
        (await workplace.MopsAsync("bundle", "push", "--to", $"{registry.Host}/r")).Expect(0);
        registry.Requests.Clear();
        (await workplace.MopsAsync("bundle", "materialize", $"{registry.Host}/r:1.0", "work", "--role", "runtime")).Expect(0);
        var large = (await workplace.RunAsync("sh", "-c", "head -c 16777216 data/large.bin | sha256sum")).Output[..64];
        registry.Requests.ShouldNotContain(request => request.Contains(large, StringComparison.Ordinal));
        Directory.Exists(workplace.At("work", "data")).ShouldBeFalse();
    }

    [Fact]
    public async Task Two_people_who_push_one_version_do_not_replace_each_other()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var ada = new Workplace().WithRegistry(registry).WithTree();
        using var grace = new Workplace().WithRegistry(registry).WithTree();
        grace.Write("src/grace.py", "1\n");
        var results = await Task.WhenAll(ada.MopsAsync("bundle", "push", "--json"), grace.MopsAsync("bundle", "push", "--json"));
        // A registry has no conditional tag: of two at the very same moment the later one is told, or both saw nothing.
        results.ShouldAllBe(result => result.Status == 0 || result.Status == 12);
        results.ShouldContain(result => result.Status == 0);
        (await grace.MopsAsync("bundle", "push", "--json")).Status.ShouldBeOneOf(0, 12);
        (await ada.MopsAsync("bundle", "verify", "tree:1.0")).Expect(0);
    }

    [Fact]
    public async Task Destination_that_cant_be_written_is_named()
    {
        using var workplace = new Workplace().WithTree();
        (await workplace.MopsAsync("bundle", "push", "--to", "oci:layout")).Expect(0);
        // A file system without room for a folder is the same to root and to others.
        var error = (await workplace.MopsAsync("bundle", "materialize", "oci:layout:1.0", "/proc/mops-test/work", "--json")).Error(3);
        error.Text("message").ShouldContain("/proc/mops-test/work");
        (await workplace.MopsAsync("bundle", "export", "src", "/proc/mops-test.tar", "--json")).Error(3).Text("message").ShouldContain("'/proc'");
    }

    [Fact]
    public async Task Disk_that_is_too_small_ends_with_3_and_leaves_nothing()
    {
        using var workplace = new Workplace().WithTree();
        (await workplace.MopsAsync("bundle", "push", "--to", "oci:layout")).Expect(0);
        // No file of more than a megabyte: what a full disk does, without the disk. .NET maps the code that it generates through a larger one.
        workplace.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var exported = await Limited(workplace, "bundle", "export", "data", workplace.Outside("tree.tar"), "--json");
        exported.Error(3).Text("error_code").ShouldBeOneOf("disk_full", "storage_failed");
        var materialized = await Limited(workplace, "bundle", "materialize", "oci:layout:1.0", workplace.Outside("work"), "--json");
        materialized.Error(3).Text("error_code").ShouldBeOneOf("disk_full", "storage_failed");
        File.Exists(workplace.Outside("tree.tar")).ShouldBeFalse();
        BundlePlaces.Leftovers(workplace.Outside(".")).ShouldBeEmpty();
        (await workplace.MopsAsync("bundle", "materialize", "oci:layout:1.0", workplace.Outside("work"))).Expect(0);
    }

    private static Task<CommandResult> Limited(Workplace workplace, params string[] arguments) =>
        workplace.RunAsync("sh", ["-c", "ulimit -f 2048; exec \"$0\" \"$@\"", Workplace.Mops, .. arguments]);
}
