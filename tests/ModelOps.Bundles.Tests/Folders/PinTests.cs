using ModelOps.Bundles.Folders;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Folders;

public sealed class PinTests
{
    // Computed by content_digest.py from the documented format; never to change.
    private const string GoldenDigest = "sha256:dfefd909fe974b75ec2ad84d4f8899db9b16cc0473c23e94cfab8533c70dcdc3";

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public async Task Digest_of_a_small_tree_is_the_golden_one_and_an_independent_readers()
    {
        using var folder = new TemporaryFolder();
        WriteTree(folder);
        var bundle = await PinAsync(folder.Path);
        var (status, output) = await TestProcess.RunAsync("python3", Path.Combine(AppContext.BaseDirectory, "Folders", "content_digest.py"), folder.Path);
        status.ShouldBe(0);
        bundle.Content.ToString().ShouldBe(output.Trim());
        bundle.Content.ToString().ShouldBe(GoldenDigest);
        (bundle.Files, bundle.Bytes).ShouldBe((5, 300_000 + 0 + 10 + 6 + 4));
    }

    [Fact]
    public async Task Digest_depends_on_neither_place_nor_time_nor_order_nor_the_rights_of_others()
    {
        using var folder = new TemporaryFolder();
        WriteTree(folder);
        foreach (var path in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(path, new DateTime(1999, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & Executable | UnixFileMode.OtherExecute);
        }
        (await PinAsync(folder.Path)).Content.ToString().ShouldBe(GoldenDigest);
        var bundles = new FolderBundles(folder["cache"], TimeProvider.System);
        (await bundles.PinAsync(".", folder.Path, [], CancellationToken.None)).Content.ToString().ShouldBe(GoldenDigest);
    }

    [Fact]
    public async Task Folder_that_ignores_itself_and_files_left_out_do_not_count()
    {
        using var folder = new TemporaryFolder();
        WriteTree(folder);
        folder.Write("data/results/.modelopsignore", "*\n");
        folder.Write("data/results/tables/t.csv", "x\n");
        var tasks = folder.Write("data/tasks.jsonl", "{}");
        (await PinAsync(folder.Path)).Content.ToString().ShouldNotBe(GoldenDigest);
        var bundles = new FolderBundles(folder[".modelops", "checkouts"], TimeProvider.System) { LeftOut = [tasks, "/elsewhere/file"] };
        var pinned = await bundles.PinAsync(".", folder.Path, [], CancellationToken.None);
        pinned.Content.ToString().ShouldBe(GoldenDigest);
        await using var checkout = await bundles.CheckoutAsync(pinned, CancellationToken.None);
        File.Exists(Path.Combine(checkout.Path, "data", "tasks.jsonl")).ShouldBeFalse();
    }

    [Fact]
    public async Task Digest_changes_with_a_byte_a_name_and_the_owners_executable_bit()
    {
        using var folder = new TemporaryFolder();
        WriteTree(folder);
        File.SetUnixFileMode(folder["data", "é.csv"], Executable);
        (await PinAsync(folder.Path)).Content.ToString().ShouldNotBe(GoldenDigest);
        File.SetUnixFileMode(folder["data", "é.csv"], Executable & ~UnixFileMode.UserExecute);
        (await PinAsync(folder.Path)).Content.ToString().ShouldBe(GoldenDigest);
        folder.Write("empty", "x");
        (await PinAsync(folder.Path)).Content.ToString().ShouldNotBe(GoldenDigest);
        File.Move(folder["empty"], folder["empty2"]);
        folder.Write("empty2", "");
        (await PinAsync(folder.Path)).Content.ToString().ShouldNotBe(GoldenDigest);
    }

    [Fact]
    public async Task Generated_and_private_files_do_not_count()
    {
        using var folder = new TemporaryFolder();
        WriteTree(folder);
        string[] uncounted =
        [
            ".git/config", ".modelops/run", ".modelops-bundle/state", "src/__pycache__/m.pyc", "bin/x", "src/bin/y", "src/obj/z", "Model.pdb", "src/Model.pdb",
        ];
        foreach (var path in uncounted) folder.Write(path, "x");
        File.CreateSymbolicLink(folder["bin", "link"], "x");
        (await PinAsync(folder.Path)).Content.ToString().ShouldBe(GoldenDigest);
        folder.Write("bin.txt", "counts");
        (await PinAsync(folder.Path)).Files.ShouldBe(6);
    }

    [Fact]
    public async Task Local_state_on_another_disk_does_not_count()
    {
        using var folder = new TemporaryFolder();
        using var scratch = new TemporaryFolder();
        WriteTree(folder);
        File.CreateSymbolicLink(folder[".modelops"], scratch.Path);
        (await PinAsync(folder.Path)).Content.ToString().ShouldBe(GoldenDigest);
    }

    [Fact]
    public async Task Work_trees_git_file_which_names_a_place_does_not_count()
    {
        using var folder = new TemporaryFolder();
        WriteTree(folder);
        folder.Write(".git", "gitdir: /somewhere");
        (await PinAsync(folder.Path)).Content.ToString().ShouldBe(GoldenDigest);
    }

    [Fact]
    public async Task Ignore_file_excludes_and_takes_back_but_counts_itself()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".modelopsignore", "*.csv\n!keep.csv\n.venv/\n");
        folder.Write("a.csv", "");
        folder.Write("data/keep.csv", "");
        Directory.CreateDirectory(folder[".venv"]);
        File.CreateSymbolicLink(folder[".venv", "python"], "none");
        (await PinAsync(folder.Path)).Files.ShouldBe(2);
    }

    [Fact]
    public async Task Links_special_files_and_broken_names_are_refused_naming_five()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "");
        const string Plant = "mkfifo pipe && ln -s file link && ln -s d zfolder && ln -s none dangling && touch $(printf 'bad\\377') && mkdir d && ln -s . d/loop";
        await ShellAsync(folder, Plant);
        var error = await Should.ThrowAsync<InvalidInputException>(() => PinAsync(folder.Path));
        // .NET can't remove a file whose name it can't spell.
        await ShellAsync(folder, "rm bad*");
        error.Code.ShouldBe("unsupported_file");
        error.Message.ShouldEndWith("bad\uFFFD (its name is not UTF-8), d/loop (a symbolic link), dangling (a symbolic link), link (a symbolic link), pipe (a pipe, socket or device) and 1 more.");
        error.Remedy!.ShouldContain(".modelopsignore");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("file")]
    public async Task Missing_folder_is_named(string reference)
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "");
        var bundles = new FolderBundles(folder["cache"], TimeProvider.System);
        var error = await Should.ThrowAsync<InvalidInputException>(() => bundles.PinAsync(reference, folder.Path, [], CancellationToken.None));
        error.Code.ShouldBe("bundle_not_found");
        error.Message.ShouldContain(folder[reference]);
    }

    [Fact]
    public async Task Assembly_counts_with_what_its_deps_file_lists_and_nothing_else_of_its_folder()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bin/Model.deps.json", """
            {"targets": {"net10.0": {
                "Model/1.0.0": {"dependencies": {"Dep": "1.0.0"}, "runtime": {"Model.dll": {}}},
                "Dep/1.0.0": {
                    "runtime": {"lib/net8.0/Dep.dll": {"assemblyVersion": "1.0.0.0"}, "lib/net8.0/InTheRuntime.dll": {}},
                    "resources": {"lib/net8.0/de/Dep.resources.dll": {"locale": "de"}},
                    "runtimeTargets": {"runtimes/linux-x64/native/libdep.so": {"rid": "linux-x64", "assetType": "native"}, "../../outside.so": {}}}}}}
            """);
        string[] needed = ["bin/Model.dll", "bin/Model.runtimeconfig.json", "bin/Dep.dll", "bin/de/Dep.resources.dll", "bin/runtimes/linux-x64/native/libdep.so"];
        foreach (var path in needed) folder.Write(path, path);
        foreach (var path in new[] { "bin/Unlisted.dll", "bin/Model.pdb", "outside.so.txt" }) folder.Write(path, "x");
        var bundle = await PinAsync(folder.Path, "bin/Model.dll");
        bundle.Files.ShouldBe(needed.Length + 2);
        folder.Write("bin/Unlisted.dll", "changed");
        (await PinAsync(folder.Path, "bin/Model.dll")).ShouldBe(bundle);
        folder.Write("bin/de/Dep.resources.dll", "changed");
        (await PinAsync(folder.Path, "bin/Model.dll")).Content.ShouldNotBe(bundle.Content);
    }

    [Theory]
    [InlineData("bin/Missing.dll")]
    [InlineData("../outside.dll")]
    public async Task Assembly_that_is_not_in_the_folder_is_an_error(string assembly)
    {
        using var folder = new TemporaryFolder();
        folder.Write("project/a", "");
        folder.Write("outside.dll", "");
        var error = await Should.ThrowAsync<InvalidInputException>(() => PinAsync(folder["project"], assembly));
        error.Code.ShouldBe("assembly_not_found");
        error.Message.ShouldContain(assembly);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\":1,\"a\":2}")]
    public async Task Broken_deps_file_is_an_error(string json)
    {
        using var folder = new TemporaryFolder();
        folder.Write("Model.dll", "");
        folder.Write("Model.deps.json", json);
        (await Should.ThrowAsync<InvalidInputException>(() => PinAsync(folder.Path, "Model.dll"))).Code.ShouldBe("invalid_json");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"targets\": {\"net10.0\": 1, \"x\": {\"y\": [], \"z\": {\"runtime\": \"\"}}}}")]
    public async Task Deps_file_of_another_shape_lists_nothing(string json)
    {
        using var folder = new TemporaryFolder();
        folder.Write("bin/Model.dll", "");
        folder.Write("bin/Model.deps.json", json);
        (await PinAsync(folder.Path, "bin/Model.dll")).Files.ShouldBe(2);
    }

    private static async Task ShellAsync(TemporaryFolder folder, string script) =>
        (await TestProcess.RunAsync("sh", "-c", $"cd '{folder.Path}' && {script}")).Status.ShouldBe(0);

    private static void WriteTree(TemporaryFolder folder)
    {
        // "a-b" sorts before "a/x" by bytes, which is not the order of a walk.
        folder.Write("a/x.py", "print(1)\r\n");
        folder.Write("a-b", "hyphen");
        folder.Write("data/é.csv", "1,2\n");
        folder.Write("empty", "");
        folder.Write("run.sh", new string('#', 300_000));
        File.SetUnixFileMode(folder["run.sh"], Executable);
    }

    private static async Task<PinnedBundle> PinAsync(string folder, params string[] assemblies)
    {
        using var cache = new TemporaryFolder();
        return await new FolderBundles(cache.Path, TimeProvider.System).PinAsync(folder, "/", assemblies, CancellationToken.None);
    }
}
