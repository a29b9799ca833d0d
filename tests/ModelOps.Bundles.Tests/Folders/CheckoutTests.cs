using ModelOps.Bundles.Folders;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Locks;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Folders;

public sealed class CheckoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FolderBundles _bundles;

    public CheckoutTests()
    {
        _folder.Write("project/model.py", "v1");
        _folder.Write("project/src/deep/data.csv", "1,2");
        _folder.Write("project/tools/run.sh", "#!/bin/sh");
        File.SetUnixFileMode(_folder["project", "tools", "run.sh"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _folder.Write("project/__pycache__/x.pyc", "uncounted");
        _bundles = new(Checkouts, TimeProvider.System);
    }

    private string Checkouts => _folder["checkouts"];

    [Fact]
    public async Task Checkout_has_exactly_the_pinned_files_read_only()
    {
        var bundle = await PinAsync();
        await using var lease = await _bundles.CheckoutAsync(bundle, CancellationToken.None);
        lease.Path.ShouldBe(Path.Combine(Checkouts, bundle.Content.Hex));
        Listing(lease.Path).ShouldBe(["model.py 444", "src 555", "src/deep 555", "src/deep/data.csv 444", "tools 555", "tools/run.sh 555"]);
        (await File.ReadAllTextAsync(Path.Combine(lease.Path, "model.py"))).ShouldBe("v1");
    }

    [Fact]
    public async Task Editing_the_folder_does_not_change_a_checkout()
    {
        var bundle = await PinAsync();
        await using var lease = await _bundles.CheckoutAsync(bundle, CancellationToken.None);
        _folder.Write("project/model.py", "v2");
        await using var second = await _bundles.CheckoutAsync(bundle, CancellationToken.None);
        (await File.ReadAllTextAsync(Path.Combine(second.Path, "model.py"))).ShouldBe("v1");
        var edited = await PinAsync();
        await using var third = await _bundles.CheckoutAsync(edited, CancellationToken.None);
        (await File.ReadAllTextAsync(Path.Combine(third.Path, "model.py"))).ShouldBe("v2");
        (await File.ReadAllTextAsync(Path.Combine(lease.Path, "model.py"))).ShouldBe("v1");
    }

    [Theory]
    [InlineData("printf v2 > model.py")]
    [InlineData("rm model.py")]
    [InlineData("rm model.py && ln -s src/deep/data.csv model.py")]
    [InlineData("rm model.py && mkfifo model.py")]
    public async Task Folder_that_changed_between_pin_and_checkout_is_a_conflict(string change)
    {
        var bundle = await PinAsync();
        await ShellAsync("project", change);
        var error = await Should.ThrowAsync<ConflictException>(() => _bundles.CheckoutAsync(bundle, CancellationToken.None));
        error.Code.ShouldBe("bundle_changed");
        error.Message.ShouldContain("'model.py'");
        Directory.Exists(Path.Combine(Checkouts, bundle.Content.Hex)).ShouldBeFalse();
        await ShellAsync("project", "rm -f model.py && printf v1 > model.py");
        await using var lease = await _bundles.CheckoutAsync(bundle, CancellationToken.None);
        File.Exists(Path.Combine(lease.Path, "model.py")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("chmod u+w model.py && printf v2 > model.py")]
    [InlineData("rm model.py")]
    [InlineData("chmod u+x model.py")]
    [InlineData("rm -r src")]
    [InlineData("mkdir -p __pycache__ && touch __pycache__/m.pyc")]
    [InlineData("rm model.py && ln -s src/deep/data.csv model.py")]
    [InlineData("rm model.py && mkdir model.py && touch model.py/x")]
    [InlineData("touch model.py")]
    public async Task Damaged_checkout_is_mended(string damage)
    {
        var bundle = await PinAsync();
        string path;
        await using (var lease = await _bundles.CheckoutAsync(bundle, CancellationToken.None)) path = lease.Path;
        var whole = Listing(path);
        await ShellAsync("checkouts/" + bundle.Content.Hex, "chmod -R u+w $(find . -type d); " + damage);
        await using var again = await _bundles.CheckoutAsync(bundle, CancellationToken.None);
        again.Path.ShouldBe(path);
        Listing(path).ShouldBe(whole);
        (await File.ReadAllTextAsync(Path.Combine(path, "model.py"))).ShouldBe("v1");
    }

    [Fact]
    public async Task Mending_never_follows_a_link_out_of_the_checkout()
    {
        var bundle = await PinAsync();
        string path;
        await using (var lease = await _bundles.CheckoutAsync(bundle, CancellationToken.None)) path = lease.Path;
        var precious = _folder.Write("precious/file", "keep");
        await ShellAsync("checkouts/" + bundle.Content.Hex, "chmod u+w . src && ln -s ../../precious stray && rm -r src && ln -s ../../precious src");
        await using var again = await _bundles.CheckoutAsync(bundle, CancellationToken.None);
        (await File.ReadAllTextAsync(precious)).ShouldBe("keep");
        Directory.GetFileSystemEntries(_folder["precious"]).ShouldBe([precious]);
        File.Exists(Path.Combine(path, "src", "deep", "data.csv")).ShouldBeTrue();
    }

    [Fact]
    public async Task Untouched_checkout_is_used_again_without_being_made()
    {
        var bundle = await PinAsync();
        string path;
        await using (var lease = await _bundles.CheckoutAsync(bundle, CancellationToken.None)) path = lease.Path;
        Directory.Delete(_folder["project"], recursive: true);
        await using var again = await _bundles.CheckoutAsync(bundle, CancellationToken.None);
        (await File.ReadAllTextAsync(Path.Combine(again.Path, "model.py"))).ShouldBe("v1");
    }

    [Fact]
    public async Task Lost_record_of_a_whole_checkout_is_written_again()
    {
        var bundle = await PinAsync();
        await using (await _bundles.CheckoutAsync(bundle, CancellationToken.None)) File.WriteAllText(_folder["checkouts", bundle.Content.Hex + ".json"], "{");
        Directory.Delete(_folder["project"], recursive: true);
        await using (await _bundles.CheckoutAsync(bundle, CancellationToken.None)) File.Delete(_folder["checkouts", bundle.Content.Hex + ".json"]);
        await using (await _bundles.CheckoutAsync(bundle, CancellationToken.None)) File.Exists(_folder["checkouts", bundle.Content.Hex + ".json"]).ShouldBeTrue();
    }

    [Fact]
    public async Task Lease_keeps_others_from_removing_until_it_is_disposed_or_its_process_killed()
    {
        var bundle = await PinAsync();
        var marker = _folder["checkouts", bundle.Content.Hex + ".lease"];
        using var child = TestProcess.Start("checkout", _folder["project"], Checkouts);
        await child.ReadLineAsync();
        await child.ReadLineAsync();
        var lease = await _bundles.CheckoutAsync(bundle, CancellationToken.None);
        FileLock.TryAcquire(marker).ShouldBeNull();
        await lease.DisposeAsync();
        FileLock.TryAcquire(marker).ShouldBeNull();
        await child.KillAsync();
        FileLock.Acquire(marker, "The test").Dispose();
    }

    [Fact]
    public async Task Old_checkouts_go_and_leased_ones_stay()
    {
        var made = new List<string>();
        var clock = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await using var first = await _bundles.CheckoutAsync(await PinAsync(), CancellationToken.None);
        File.SetLastWriteTimeUtc(first.Path + ".lease", clock);
        for (var i = 0; i < 10; i++)
        {
            _folder.Write("project/model.py", $"edit {i}");
            await using var lease = await _bundles.CheckoutAsync(await PinAsync(), CancellationToken.None);
            made.Add(lease.Path);
            File.SetLastWriteTimeUtc(lease.Path + ".lease", clock.AddMinutes(i + 1));
        }
        Directory.GetDirectories(Checkouts).ShouldBe([first.Path, .. made[2..]], ignoreOrder: true);
        (await File.ReadAllTextAsync(Path.Combine(first.Path, "model.py"))).ShouldBe("v1");
        File.Exists(made[0] + ".json").ShouldBeFalse();
    }

    [Fact]
    public async Task Parallel_processes_share_one_whole_checkout()
    {
        var children = Enumerable.Range(0, 4).Select(_ => TestProcess.Start("checkout", _folder["project"], Checkouts)).ToList();
        var paths = new HashSet<string?>();
        foreach (var child in children)
        {
            await child.ReadLineAsync();
            paths.Add(await child.ReadLineAsync());
        }
        Listing(paths.ShouldHaveSingleItem()!).Count.ShouldBe(6);
        children.ForEach(child => child.Dispose());
        Directory.GetDirectories(Checkouts).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Maker_killed_at_any_moment_leaves_nothing_that_is_taken_for_whole()
    {
        for (var i = 0; i < 40; i++) _folder.Write($"project/large/{i}", new string((char)('a' + i % 26), 400_000));
        for (var round = 0; round < 6; round++)
        {
            using var child = TestProcess.Start("checkout", _folder["project"], _folder["killed"]);
            var hex = (await child.ReadLineAsync())!.Split(':')[1];
            var making = _folder["killed", hex + ".making", "large"];
            // Wait for so many of the copies, or for the end.
            while (CountFiles(making) < round * 7 && !Directory.Exists(_folder["killed", hex])) await Task.Yield();
            await child.KillAsync();
            if (Directory.Exists(_folder["killed", hex])) CountFiles(_folder["killed", hex, "large"]).ShouldBe(40);
        }
        var bundles = new FolderBundles(_folder["killed"], TimeProvider.System);
        var bundle = await bundles.PinAsync("project", _folder.Path, [], CancellationToken.None);
        await using var lease = await bundles.CheckoutAsync(bundle, CancellationToken.None);
        var copy = await new FolderBundles(Checkouts, TimeProvider.System).PinAsync(lease.Path, "/", [], CancellationToken.None);
        copy.Content.ShouldBe(bundle.Content);
        Directory.GetDirectories(_folder["killed"]).ShouldBe([lease.Path]);
    }

    [Fact]
    public async Task Bundle_that_was_not_pinned_here_is_a_mistake_of_the_caller()
    {
        var bundle = await PinAsync();
        var other = new FolderBundles(Checkouts, TimeProvider.System);
        await Should.ThrowAsync<ArgumentException>(() => other.CheckoutAsync(bundle, CancellationToken.None));
    }

    public void Dispose() => _folder.Dispose();

    private Task<PinnedBundle> PinAsync() => _bundles.PinAsync("project", _folder.Path, [], CancellationToken.None);

    private async Task ShellAsync(string folder, string script) =>
        (await TestProcess.RunAsync("sh", "-c", $"cd '{_folder[folder]}' && {script}")).Status.ShouldBe(0);

    private static int CountFiles(string folder)
    {
        try
        {
            return Directory.GetFiles(folder).Length;
        }
        catch (DirectoryNotFoundException)
        {
            // Not made yet, or renamed already.
            return 0;
        }
    }

    private static List<string> Listing(string path) =>
    [
        .. new DirectoryInfo(path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Select(entry => $"{Path.GetRelativePath(path, entry.FullName)} {Convert.ToString((int)entry.UnixFileMode, 8)}")
            .Order(StringComparer.Ordinal),
    ];
}
