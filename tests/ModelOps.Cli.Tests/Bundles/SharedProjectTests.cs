using System.Runtime.Versioning;
using System.Text.Json;
using ModelOps.Cli.Invocation;
using ModelOps.Testing.Registries;

namespace ModelOps.Cli.Tests.Bundles;

/// <summary>Two people who push and pull one tag of a real registry.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SharedProjectTests : IAsyncLifetime
{
    private DockerRegistry _registry = null!;
    private Colleague _ada = null!;
    private Colleague _bob = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = await DockerRegistry.StartAsync();
        _ada = await Colleague.StartAsync($"{_registry.Host}/team/models");
        _bob = await Colleague.StartAsync($"{_registry.Host}/team/models");
        _ada.Write("models/sir.py", "one");
        _ada.Write("data/a.csv", "1");
        await _ada.RunAsync("add", "models", "data");
    }

    public async ValueTask DisposeAsync()
    {
        _ada?.Dispose();
        _bob?.Dispose();
        if (_registry is not null) await _registry.DisposeAsync();
    }

    [Fact]
    public async Task What_one_pushes_the_other_pulls()
    {
        var pushed = await _ada.JsonAsync("push");
        var pulled = await _bob.JsonAsync("pull");

        pulled.GetProperty("manifest_digest").GetString().ShouldBe(pushed.GetProperty("manifest_digest").GetString());
        Texts(pulled, "written").ShouldBe(["data/a.csv", "models/sir.py"]);
        _bob.Read("models/sir.py").ShouldBe("one");
        (await _bob.RunAsync("diff")).Out.ShouldContain("No differences");
        (await _bob.JsonAsync("log"))[0].GetProperty("action").GetString().ShouldBe("pull");
    }

    [Fact]
    public async Task Stale_push_is_refused_and_reverts_nothing()
    {
        await PushAndPullAsync();
        _bob.Write("data/a.csv", "2");
        var bobs = (await _bob.JsonAsync("push")).GetProperty("manifest_digest").GetString();
        _ada.Write("models/sir.py", "two");

        (await _ada.ErrorAsync(ExitStatus.WorkDirectoryConflict, "push")).ShouldBe("tag_moved");
        (await _bob.JsonAsync("push")).GetProperty("manifest_digest").GetString().ShouldBe(bobs);

        Texts(await _ada.JsonAsync("pull"), "kept").ShouldBe(["models/sir.py"]);
        (_ada.Read("data/a.csv"), _ada.Read("models/sir.py")).ShouldBe(("2", "two"));
        await _ada.JsonAsync("push");
        await _bob.JsonAsync("pull");
        _bob.Read("models/sir.py").ShouldBe("two");
    }

    [Fact]
    public async Task Tag_of_somebody_else_is_not_taken_by_a_first_push()
    {
        await _ada.JsonAsync("push");
        _bob.Write("other.py", "");
        await _bob.RunAsync("add", "other.py");

        (await _bob.ErrorAsync(ExitStatus.WorkDirectoryConflict, "push")).ShouldBe("tag_moved");
        (await _bob.RunAsync("push", "--force")).Status.ShouldBe(ExitStatus.Ok);
    }

    [Fact]
    public async Task Pull_over_an_edit_is_refused_whole_and_force_takes_the_registry()
    {
        await PushAndPullAsync();
        _bob.Write("data/a.csv", "2");
        _bob.Write("models/sir.py", "two");
        await _bob.JsonAsync("push");
        _ada.Write("data/a.csv", "mine");

        (await _ada.ErrorAsync(ExitStatus.WorkDirectoryConflict, "pull")).ShouldBe("workdir_conflict");
        (_ada.Read("data/a.csv"), _ada.Read("models/sir.py")).ShouldBe(("mine", "one"));
        (await _ada.RunAsync("pull", "--force", "--dry-run")).Out.ShouldContain("Dry run");
        _ada.Read("data/a.csv").ShouldBe("mine");
        await _ada.JsonAsync("pull", "--force");
        (_ada.Read("data/a.csv"), _ada.Read("models/sir.py")).ShouldBe(("2", "two"));
    }

    [Fact]
    public async Task Untracked_file_in_the_way_is_not_overwritten()
    {
        await _ada.JsonAsync("push");
        _bob.Write("data/a.csv", "mine");

        (await _bob.ErrorAsync(ExitStatus.WorkDirectoryConflict, "pull")).ShouldBe("workdir_conflict");
        _bob.Read("data/a.csv").ShouldBe("mine");
        File.Exists(_bob.At("models/sir.py")).ShouldBeFalse();
    }

    [Fact]
    public async Task Removed_file_disappears_for_the_other_and_an_edited_one_conflicts()
    {
        await PushAndPullAsync();
        await _bob.RunAsync("remove", "data/a.csv", "--rm");
        await _bob.JsonAsync("push");

        Texts(await _ada.JsonAsync("pull"), "deleted").ShouldBe(["data/a.csv"]);
        Directory.Exists(_ada.At("data")).ShouldBeFalse("a folder without files is none of a bundle");

        await _bob.RunAsync("remove", "models/sir.py");
        _bob.Write("b.py", "");
        await _bob.RunAsync("add", "b.py");
        await _bob.JsonAsync("push");
        _ada.Write("models/sir.py", "edited");
        (await _ada.ErrorAsync(ExitStatus.WorkDirectoryConflict, "pull")).ShouldBe("workdir_conflict");
    }

    [Fact]
    public async Task File_removed_from_tracking_does_not_come_back_with_a_pull()
    {
        await PushAndPullAsync();
        await _ada.RunAsync("remove", "data/a.csv");
        _bob.Write("models/sir.py", "two");
        await _bob.JsonAsync("push");

        await _ada.JsonAsync("pull");

        (await _ada.JsonAsync("status")).GetProperty("tracked").GetProperty("files").GetInt32().ShouldBe(1);
        var pushed = await _ada.JsonAsync("push");
        Texts(await _bob.JsonAsync("pull"), "deleted").ShouldBe(["data/a.csv"]);
        pushed.GetProperty("summary").GetProperty("files").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Executable_bit_travels()
    {
        File.SetUnixFileMode(_ada.At("models/sir.py"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await PushAndPullAsync();
        File.GetUnixFileMode(_bob.At("models/sir.py")).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
        (await _bob.RunAsync("diff")).Status.ShouldBe(ExitStatus.Ok);
    }

    [Fact]
    public async Task Pull_never_writes_through_a_link_that_leads_outside()
    {
        await _ada.JsonAsync("push");
        using var outside = new ModelOps.Testing.Folders.TemporaryFolder();
        Directory.CreateSymbolicLink(_bob.At("data"), outside.Path);

        (await _bob.ErrorAsync(ExitStatus.WorkDirectoryConflict, "pull", "--force")).ShouldBe("workdir_conflict");
        Directory.EnumerateFileSystemEntries(outside.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Unknown_tag_names_the_nearest()
    {
        await _ada.JsonAsync("push", "--tag", "v1.0.0");
        var run = await _bob.RunAsync("pull", "--tag", "v1.0.1");
        run.Status.ShouldBe(ExitStatus.Failures);
        run.Error.ShouldContain("'v1.0.0'");
    }

    private async Task PushAndPullAsync()
    {
        await _ada.JsonAsync("push");
        await _bob.JsonAsync("pull");
    }

    private static List<string?> Texts(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(text => text.GetString())];
}
