using System.Runtime.Versioning;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Registries;
using ModelOps.Testing.Studies;

namespace ModelOps.EndToEnd.Tests.PushedBundles;

/// <summary><c>kill -9</c> at any moment: nothing half-made is visible, and the next run completes the work.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KilledTransferTests
{
    [Fact]
    public async Task Materialize_shows_whole_files_only_and_completes_the_next_time()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var workplace = new Workplace().WithRegistry(registry).WithTree();
        await workplace.PushAsync();
        var work = workplace.Outside("work");
        for (var cycle = 0; cycle < Cycles.Count(4); cycle++)
        {
            using var running = workplace.StartMops("bundle", "materialize", "tree:1.0", work);
            var wanted = cycle * 70;
            await Eventually.TrueAsync(() => running.HasEnded || FilesOf(work) + FilesOf(workplace.Outside("home")) > wanted, "some files are there");
            running.KillAlone();
            await running.EndAsync();
            foreach (var path in Directory.Exists(work) ? Directory.EnumerateFiles(work, "*", SearchOption.AllDirectories).Where(IsOwn) : [])
                File.ReadAllBytes(path).ShouldBe(File.ReadAllBytes(workplace.At(Path.GetRelativePath(work, path))), path);
        }
        (await workplace.MopsAsync("bundle", "materialize", "tree:1.0", work)).Expect(0);
        (await workplace.MopsAsync("bundle", "verify", work)).Expect(0);

        // What a killed process was writing has a name of its own, which is not taken for a file of the bundle.
        bool IsOwn(string path) => !Path.GetFileName(path).StartsWith('.') && !path.Contains("/.mops/", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_leaves_no_archive_or_the_whole_one()
    {
        using var workplace = new Workplace().WithTree();
        var archive = workplace.Outside("tree.tar");
        (await workplace.MopsAsync("bundle", "export", ".", archive)).Expect(0);
        var expected = await workplace.RunAsync("sha256sum", archive);
        for (var cycle = 0; cycle < Cycles.Count(4); cycle++)
        {
            File.Delete(archive);
            using var running = workplace.StartMops("bundle", "export", ".", archive);
            var before = FilesOf(workplace.Outside("."));
            await Eventually.TrueAsync(() => running.HasEnded || File.Exists(archive) || cycle == 0 || FilesOf(workplace.Outside(".")) > before, "the export has begun");
            running.KillAlone();
            await running.EndAsync();
            if (File.Exists(archive)) (await workplace.RunAsync("sha256sum", archive)).Output.ShouldBe(expected.Output);
        }
        (await workplace.MopsAsync("bundle", "export", ".", archive)).Expect(0);
        (await workplace.RunAsync("sha256sum", archive)).Output.ShouldBe(expected.Output);
    }

    [Fact]
    public async Task Push_sets_no_tag_before_all_is_there()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var workplace = new Workplace().WithRegistry(registry).WithTree();
        using (var running = workplace.StartMops("bundle", "push"))
        {
            await Eventually.TrueAsync(() => running.HasEnded || FilesOf(registry.DataFolder) > 2, "something was sent");
            running.KillAlone();
            await running.EndAsync();
        }
        var found = await workplace.MopsAsync("bundle", "resolve", "tree:1.0");
        if (found.Status != 0) found.Expect(1);
        (await workplace.MopsAsync("bundle", "push")).Expect(0);
        (await workplace.MopsAsync("bundle", "verify", "tree:1.0")).Expect(0);
    }

    private static int FilesOf(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).Count() : 0;
}
