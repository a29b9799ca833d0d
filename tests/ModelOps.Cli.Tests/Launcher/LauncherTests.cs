using System.Runtime.Versioning;
using ModelOps.Cli.Tests.Invocation;

namespace ModelOps.Cli.Tests.Launcher;

[Collection(OneAtATime.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class LauncherTests : IDisposable
{
    private static readonly Dictionary<string, Action<string>> Kinds = new()
    {
        { "edited", root => File.WriteAllText(Path.Combine(root, "src/ModelOps.Cli/Other.cs"), "edited") },
        { "edited in the past", root => EditInThePast(Path.Combine(root, "src/ModelOps.Cli/Other.cs")) },
        { "added", root => File.WriteAllText(Path.Combine(root, "src/ModelOps.Cli/New.cs"), "") },
        { "deleted", root => File.Delete(Path.Combine(root, "src/ModelOps.Cli/Other.cs")) },
        { "renamed", root => File.Move(Path.Combine(root, "src/ModelOps.Cli/Other.cs"), Path.Combine(root, "src/ModelOps.Cli/Else.cs")) },
        { "worker edited", root => File.WriteAllText(Path.Combine(root, "workers/worker.py"), "pass") },
        { "packages edited", root => File.WriteAllText(Path.Combine(root, "Directory.Packages.props"), "<Project />") },
        { "program lost", root => File.Delete(Path.Combine(root, "artifacts/mops/mops")) },
        { "stamp lost", root => File.Delete(Path.Combine(root, "artifacts/mops.stamp")) },
        { "example's assembly lost", root => File.Delete(Path.Combine(root, "examples/sir/bin/Sir.dll")) },
    };

    private readonly LauncherTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task First_call_builds_and_the_next_starts_at_once()
    {
        var first = await _tree.RunAsync();
        var second = await _tree.RunAsync();

        (first.Status, first.Out).ShouldBe((0, "one\n"));
        first.Error.ShouldBe("mops: building (sources are new or changed) ...\n");
        second.ShouldBe((0, "one\n", ""));
        _tree.Builds().ShouldBe(1);
    }

    public static TheoryData<string> Changes => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Change_of_what_was_built_builds_again(string change)
    {
        await _tree.RunAsync();

        Kinds[change](_tree.Root);

        (await _tree.RunAsync()).Error.ShouldContain("building");
        (await _tree.RunAsync()).Error.ShouldBeEmpty();
        _tree.Builds().ShouldBe(2);
    }

    [Fact]
    public async Task Touched_source_with_the_same_content_builds_nothing()
    {
        await _tree.RunAsync();

        File.WriteAllText(_tree.At("src/ModelOps.Cli/Program.cs"), "one");

        (await _tree.RunAsync()).ShouldBe((0, "one\n", ""));
        _tree.Builds().ShouldBe(1);
    }

    [Fact]
    public async Task Outputs_of_models_and_runs_are_no_sources()
    {
        await _tree.RunAsync();

        _tree.Write("examples/sir/bin/Sir.dll", "x");
        _tree.Write("examples/sir/__pycache__/sir.pyc", "x");
        _tree.Write("examples/sir/.modelops/run", "x");

        (await _tree.RunAsync()).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Copied_tree_runs_without_a_build_and_without_dotnet()
    {
        await _tree.RunAsync();

        Copy(_tree.Root, _tree.Root + " copied");

        (await _tree.RunAsync(_tree.Root + " copied/mops", dotnet: false)).ShouldBe((0, "one\n", ""));
    }

    [Fact]
    public async Task Arguments_arrive_as_they_are_given()
    {
        var run = await _tree.RunAsync(null, true, "a b", "", "*", "$HOME", "'\"\\", "--", "-n", "two\nlines");

        run.Out.ShouldBe("one\n<a b><><*><$HOME><'\"\\><--><-n><two\nlines>");
    }

    [Fact]
    public async Task Links_to_the_launcher_lead_to_its_tree()
    {
        File.CreateSymbolicLink(_tree.At("near"), "mops");
        var far = _tree.Root + " link";
        File.CreateSymbolicLink(far, _tree.At("near"));

        (await _tree.RunAsync(far)).Out.ShouldBe("one\n");
    }

    [Fact]
    public async Task Failed_build_shows_its_messages_and_ends_with_3()
    {
        _tree.Write("src/ModelOps.Cli/Program.cs", "broken");

        var failed = await _tree.RunAsync();

        failed.Status.ShouldBe(3);
        failed.Out.ShouldBeEmpty();
        failed.Error.ShouldContain("error CS1002");
        failed.Error.ShouldContain("Error: the build of mops failed");
        _tree.Write("src/ModelOps.Cli/Program.cs", "mended");
        (await _tree.RunAsync()).Out.ShouldBe("mended\n");
    }

    [Fact]
    public async Task Program_of_before_is_not_run_after_a_failed_build()
    {
        await _tree.RunAsync();
        _tree.Write("src/ModelOps.Cli/Program.cs", "broken");

        (await _tree.RunAsync()).Status.ShouldBe(3);
        (await _tree.RunAsync()).Status.ShouldBe(3);
    }

    [Fact]
    public async Task Missing_dotnet_is_explained()
    {
        var run = await _tree.RunAsync(dotnet: false);

        run.Status.ShouldBe(3);
        run.Error.ShouldContain("the .NET 10 SDK is needed");
        run.Error.ShouldContain("https://dotnet.microsoft.com/download");
    }

    [Fact]
    public async Task Two_at_once_build_once()
    {
        _tree.Hold();
        using var first = _tree.Start(_tree.At("mops"), dotnet: true);
        await UntilBuildAsync(1);
        using var second = _tree.Start(_tree.At("mops"), dotnet: true);
        (await second.StandardError.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("mops: waiting for another build ...");

        _tree.Release();

        (await LauncherTree.EndAsync(first)).Out.ShouldBe("one\n");
        (await LauncherTree.EndAsync(second)).ShouldBe((0, "one\n", ""));
        _tree.Builds().ShouldBe(1);
    }

    [Fact]
    public async Task Killed_build_is_repeated()
    {
        _tree.Hold();
        using var killed = _tree.Start(_tree.At("mops"), dotnet: true);
        await UntilBuildAsync(1);

        killed.Kill(entireProcessTree: true);
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        _tree.Release();

        (await _tree.RunAsync()).Out.ShouldBe("one\n");
        _tree.Builds().ShouldBe(2);
    }

    [Fact]
    public async Task Build_whose_launcher_was_killed_is_waited_for()
    {
        _tree.Hold();
        using var killed = _tree.Start(_tree.At("mops"), dotnet: true);
        await UntilBuildAsync(1);
        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);

        using var next = _tree.Start(_tree.At("mops"), dotnet: true);
        (await next.StandardError.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("mops: waiting for another build ...");
        _tree.Release();

        (await LauncherTree.EndAsync(next)).Out.ShouldBe("one\n");
    }

    private async Task UntilBuildAsync(int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (_tree.Builds() < count) await Task.Delay(10, patience.Token);
    }

    private static void EditInThePast(string path)
    {
        File.WriteAllText(path, "restored with its old time");
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
