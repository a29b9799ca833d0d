using System.Runtime.Versioning;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Registries;
using ModelOps.Testing.Studies;

namespace ModelOps.EndToEnd.Tests.Bundles;

/// <summary>Processes that are killed, folders that can't be written, and people who push at the same time.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class WorkflowFaultTests : IAsyncLifetime
{
    private readonly Workplace _ada = new();
    private readonly Workplace _bob = new();
    private DockerRegistry _registry = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = await DockerRegistry.StartAsync();
        foreach (var person in new[] { _ada, _bob }) (await person.BundleAsync("init", $"{_registry.Host}/models")).Expect(0);
        _ada.WriteTree('a');
        (await _ada.BundleAsync("add", "src", "data")).Expect(0);
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        _bob.Dispose();
        if (_registry is not null) await _registry.DisposeAsync();
    }

    [Fact]
    public async Task Push_killed_at_any_moment_shows_nothing_half_made_and_is_repeated_without_force()
    {
        for (var cycle = 0; cycle < Cycles.Count(4); cycle++)
        {
            _ada.WriteTree((char)('b' + cycle));
            using var running = _ada.StartBundle("push");
            var blobs = Blobs();
            await Eventually.TrueAsync(() => running.HasEnded || Blobs() > blobs + (cycle * 3), "the push has begun to send");
            running.KillAll();
            await running.EndAsync();

            if ((await _bob.BundleAsync("pull", "--force")).Status == 0) IsOneState(_bob);
        }
        (await _ada.BundleAsync("push")).Expect(0);
        (await _bob.BundleAsync("pull", "--force")).Expect(0);
        Same("data/large.bin");
    }

    [Fact]
    public async Task Pull_killed_at_any_moment_leaves_whole_files_and_is_gone_on_with()
    {
        (await _ada.BundleAsync("push")).Expect(0);
        for (var cycle = 0; cycle < Cycles.Count(4); cycle++)
        {
            using var running = _bob.StartBundle("pull");
            await Eventually.TrueAsync(() => running.HasEnded || Files(_bob) > cycle * 70, "the pull has begun to write");
            running.KillAll();
            await running.EndAsync();
            foreach (var path in Directory.EnumerateFiles(_bob.At("src"), "f*.txt", new EnumerationOptions { IgnoreInaccessible = true }))
                File.ReadAllText(path).ShouldBe(File.ReadAllText(_ada.At("src", Path.GetFileName(path))));
        }
        (await _bob.BundleAsync("pull")).Expect(0);
        (await _bob.BundleAsync("diff")).Expect(0);
        Directory.EnumerateFiles(_bob.Project, ".mops-*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_who_push_at_once_one_is_told_to_pull_first()
    {
        (await _ada.BundleAsync("push")).Expect(0);
        (await _bob.BundleAsync("pull")).Expect(0);
        _ada.Write("src/f000.txt", "ada");
        _bob.Write("src/f001.txt", "bob");
        (await _bob.BundleAsync("push")).Expect(0);

        (await _ada.BundleAsync("push")).Expect(12).Errors.ShouldContain("moved");
        (await _ada.BundleAsync("pull")).Expect(0);
        (await _ada.BundleAsync("push")).Expect(0);
        (await _bob.BundleAsync("pull")).Expect(0);
        (_bob.Read("src/f000.txt"), _bob.Read("src/f001.txt")).ShouldBe(("ada", "bob"));
    }

    [Fact]
    public async Task Full_disk_stops_a_pull_without_a_torn_file_and_the_next_one_completes_it()
    {
        (await _ada.BundleAsync("push")).Expect(0);

        // .NET maps the code that it generates through a large file in memory, which the limit would refuse as well.
        _bob.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var failed = await _bob.RunAsync("bash", "-c", $"ulimit -f 8000; exec '{RepositoryTree.At("modelops-bundle")}' pull");

        failed.Expect(3);
        failed.Errors.ShouldContain("Error: ");
        File.Exists(_bob.At("data", "large.bin")).ShouldBeFalse();
        (await _bob.BundleAsync("pull")).Expect(0);
        Same("data/large.bin");
    }

    [Fact]
    public async Task Registry_that_is_gone_is_an_outside_failure_and_changes_nothing()
    {
        (await _ada.BundleAsync("push")).Expect(0);
        (await _ada.BundleAsync("init", "127.0.0.1:1/models")).Expect(0);
        _ada.Environment["MODELOPS_HTTP_RETRY"] = "0";

        foreach (var command in new[] { "push", "pull", "diff" })
        {
            var error = (await _ada.BundleAsync(command, "--json")).Error(3);
            error.GetProperty("retryable").GetBoolean().ShouldBeTrue();
        }
        (await _ada.BundleAsync("status")).Expect(0);
    }

    private int Blobs() => Directory.Exists(_registry.DataFolder) ? Directory.EnumerateFiles(_registry.DataFolder, "*", SearchOption.AllDirectories).Count() : 0;

    private static int Files(Workplace place) => Directory.Exists(place.At("src")) ? Directory.EnumerateFiles(place.At("src")).Count() : 0;

    // All files of one push: the same letter everywhere.
    private static void IsOneState(Workplace place)
    {
        var letter = place.Read("data/large.bin")[0];
        foreach (var path in Directory.EnumerateFiles(place.At("src"))) File.ReadAllText(path).ShouldAllBe(c => c == letter);
    }

    private void Same(string path) => _bob.Read(path).ShouldBe(_ada.Read(path));
}
