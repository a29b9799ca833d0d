using System.Text;
using ModelOps.Bundles.Archives;
using ModelOps.Bundles.Failures;
using ModelOps.Bundles.Materializing;
using ModelOps.Bundles.Tests.Caching;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Archives;

public sealed class BundleArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Archive => _folder["out.tar"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Archive_of_a_small_tree_is_the_golden_one_and_python_reads_it()
    {
        WriteTree();
        var result = await ExportAsync();
        (result.Files, result.Bytes).ShouldBe((6, new FileInfo(Archive).Length));
        result.Sha256.ShouldBe(Digest.Of(await File.ReadAllBytesAsync(Archive)));
        const string Script = "import sys, tarfile; t = tarfile.open(sys.argv[1]); print(' '.join(f'{m.name}:{m.mode:o}:{m.mtime}:{m.uid}:{m.gid}:{m.uname}{m.gname}{m.size}' for m in t))";
        var (status, output) = await TestProcess.RunAsync("python3", "-c", Script, Archive);
        (status, output.Trim()).ShouldBe((0, "a:755:0:0:0:0 a-b:644:0:0:0:6 a.txt:644:0:0:0:3 a/x.txt:644:0:0:0:1 run.sh:755:0:0:0:10 z:755:0:0:0:0 z/empty:755:0:0:0:0 é:644:0:0:0:0 \U0001F600:644:0:0:0:4"));
        result.Sha256.ToString().ShouldBe("sha256:b87eb9c4ac138468708ffabad0fe55ec6983576b27fbde2a15a0c7987e46c8d8");
    }

    [Fact]
    public async Task Same_tree_gives_the_same_bytes_whatever_its_times_rights_and_place()
    {
        WriteTree();
        var first = await ExportAsync();
        Directory.Move(_folder["tree"], _folder["elsewhere"]);
        foreach (var path in Directory.GetFiles(_folder["elsewhere"], "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(path, new DateTime(1999, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & (UnixFileMode)0b111_000_000 | UnixFileMode.OtherWrite);
        }
        var second = await BundleArchive.ExportAsync(_folder["elsewhere"], _folder["second.tar"], ArchiveCompression.None, false, Token);
        second.Sha256.ShouldBe(first.Sha256);
        (await File.ReadAllBytesAsync(_folder["second.tar"])).ShouldBe(await File.ReadAllBytesAsync(Archive));
    }

    [Theory]
    [InlineData(ArchiveCompression.None, "out.tar")]
    [InlineData(ArchiveCompression.Gzip, "out.tar.gz")]
    public async Task Import_gives_the_tree_back(ArchiveCompression compression, string name)
    {
        WriteTree();
        File.WriteAllText(_folder["tree", "large"], new string('x', 3_000_000));
        var exported = await BundleArchive.ExportAsync(_folder["tree"], _folder[name], compression, false, Token);
        var imported = await BundleArchive.ImportAsync(_folder[name], _folder["back"], Token);
        (imported.Sha256, imported.Files, imported.Bytes).ShouldBe((exported.Sha256, exported.Files, exported.Bytes));
        (await TestProcess.RunAsync("diff", "-r", "-x", ".modelops-bundle", _folder["tree"], _folder["back"])).Output.ShouldBe("");
        (await BundleArchive.ExportAsync(_folder["back"], Archive, ArchiveCompression.None, false, Token)).Sha256.ShouldBe(exported.Sha256);
    }

    [Fact]
    public async Task Links_and_special_files_are_refused_naming_five()
    {
        WriteTree();
        for (var i = 0; i < 7; i++) File.CreateSymbolicLink(_folder["tree", $"link{i}"], "a.txt");
        var error = await Should.ThrowAsync<InvalidInputException>(ExportAsync);
        error.Code.ShouldBe("unsupported_file");
        error.Message.ShouldEndWith("link0 (a symbolic link), link1 (a symbolic link), link2 (a symbolic link), link3 (a symbolic link), link4 (a symbolic link) and 2 more.");
        File.Exists(Archive).ShouldBeFalse();
    }

    [Fact]
    public async Task Path_that_fits_into_no_header_is_refused()
    {
        _folder.Write($"tree/{new string('d', 120)}/{new string('f', 120)}", "");
        (await Should.ThrowAsync<InvalidInputException>(ExportAsync)).Message.ShouldContain("its path is too long");
    }

    [Fact]
    public async Task Long_path_that_fits_comes_back()
    {
        var path = $"{new string('d', 90)}/{new string('e', 60)}/{new string('f', 99)}";
        _folder.Write("tree/" + path, "text");
        await ExportAsync();
        await BundleArchive.ImportAsync(Archive, _folder["back"], Token);
        File.ReadAllText(_folder["back", path]).ShouldBe("text");
        (await TestProcess.RunAsync("tar", "-tf", Archive)).Output.ShouldContain(path);
    }

    [Theory]
    [InlineData("out.tgz", ArchiveCompression.None)]
    [InlineData("out.tar", ArchiveCompression.Gzip)]
    public async Task Name_that_belies_the_compression_is_refused(string name, ArchiveCompression compression)
    {
        WriteTree();
        var error = await Should.ThrowAsync<InvalidInputException>(() => BundleArchive.ExportAsync(_folder["tree"], _folder[name], compression, false, Token));
        error.Code.ShouldBe("invalid_archive_name");
    }

    [Fact]
    public async Task Missing_folder_leaves_no_archive()
    {
        (await Should.ThrowAsync<InvalidInputException>(ExportAsync)).Message.ShouldBe($"Source directory does not exist: {_folder["tree"]}.");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Fulfilled_external_file_is_left_out_unless_it_is_asked_for()
    {
        var file = new Bundles.Contents.BundleFile("big.csv", false, 3, Digest.Of("1,2"u8), "data", new Bundles.Contents.FilePlace.External("az://data/big.csv", null));
        _folder.Write("tree/big.csv", "1,2");
        _folder.Write("tree/.mops/ptr/big.csv.json", Encoding.UTF8.GetString(new PointerFile(file, true).ToBytes()));
        _folder.Write("tree/.mops/ptr/broken.json", "{");
        (await ExportAsync()).Files.ShouldBe(2);
        (await BundleArchive.ExportAsync(_folder["tree"], Archive, ArchiveCompression.None, includeExternal: true, Token)).Files.ShouldBe(3);
    }

    [Fact]
    public async Task Import_checks_every_file_against_the_bundle_in_the_archive()
    {
        using var shelf = new Shelf();
        var bundle = await shelf.AddAsync(("a", "1"), ("b", "2"), ("data/c", "3"));
        await new Materializer(shelf.Cache, shelf.Repository).RunAsync(bundle, _folder["tree"], new(), Token);
        await ExportAsync();
        await BundleArchive.ImportAsync(Archive, _folder["good"], Token);
        File.WriteAllText(_folder["tree", "b"], "other");
        File.Delete(_folder["tree", "a"]);
        await ExportAsync();
        var error = await Should.ThrowAsync<InvalidInputException>(() => BundleArchive.ImportAsync(Archive, _folder["bad"], Token));
        error.Code.ShouldBe("archive_mismatch");
        error.Message.ShouldContain($"  a: expected {Digest.Of("1"u8)} (1 bytes), got missing\n  b: expected {Digest.Of("2"u8)} (1 bytes), got {Digest.Of("other"u8)} (5 bytes)");
        Directory.GetDirectories(_folder.Path).Select(Path.GetFileName).Order().ShouldBe(["good", "tree"]);
    }

    [Theory]
    [InlineData("printf evil > a; tar --format=ustar -cf ../out.tar --owner=0 --group=0 --mtime=@0 --mode=0644 -P --transform 's,^a$,../evil,' a", "unsafe_path")]
    [InlineData("printf evil > a; tar --format=ustar -cf ../out.tar a", "invalid_archive")]
    [InlineData("printf evil > a; tar --format=gnu -cf ../out.tar a", "invalid_archive")]
    [InlineData("ln -s /etc/passwd a; tar --format=ustar -cf ../out.tar a", "invalid_archive")]
    [InlineData("head -c 700 /dev/urandom > ../out.tar", "invalid_archive")]
    [InlineData("printf x > ../out.tar", "invalid_archive")]
    [InlineData("printf '\\037\\213xxxxxxxxxxxxxxxxxxxx' > ../out.tar", "invalid_archive")]
    public async Task Hostile_archive_writes_nothing(string script, string code)
    {
        Directory.CreateDirectory(_folder["input"]);
        (await TestProcess.RunAsync("sh", "-c", $"cd '{_folder["input"]}' && {script}")).Status.ShouldBe(0);
        var error = await Should.ThrowAsync<InvalidInputException>(() => BundleArchive.ImportAsync(Archive, _folder["back"], Token));
        error.Code.ShouldBeOneOf(code, "invalid_archive");
        Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order().ShouldBe(["input", "out.tar"]);
    }

    [Fact]
    public async Task Archive_cut_anywhere_is_refused()
    {
        WriteTree();
        await ExportAsync();
        var bytes = await File.ReadAllBytesAsync(Archive);
        foreach (var length in new[] { 0, 100, 512, 1100, bytes.Length - 1024, bytes.Length - 1 })
        {
            await File.WriteAllBytesAsync(Archive, bytes[..length]);
            (await Should.ThrowAsync<InvalidInputException>(() => BundleArchive.ImportAsync(Archive, _folder["back"], Token))).Code.ShouldBe("invalid_archive");
        }
        await File.WriteAllBytesAsync(Archive, [.. bytes, 0]);
        await Should.ThrowAsync<InvalidInputException>(() => BundleArchive.ImportAsync(Archive, _folder["back"], Token));
    }

    [Fact]
    public async Task Folder_with_something_in_it_is_not_imported_into()
    {
        WriteTree();
        await ExportAsync();
        await Should.ThrowAsync<WorkdirConflictException>(() => BundleArchive.ImportAsync(Archive, _folder["tree"], Token));
        Directory.CreateDirectory(_folder["empty"]);
        await BundleArchive.ImportAsync(Archive, _folder["empty"], Token);
        File.Exists(_folder["empty", "a.txt"]).ShouldBeTrue();
    }

    private Task<ArchiveResult> ExportAsync() => BundleArchive.ExportAsync(_folder["tree"], Archive, ArchiveCompression.None, includeExternal: false, Token);

    private void WriteTree()
    {
        (string, string)[] files = [("a/x.txt", "x"), ("a.txt", "txt"), ("a-b", "hyphen"), ("run.sh", "#!/bin/sh\n"), ("é", ""), ("\U0001F600", "face")];
        foreach (var (path, text) in files) _folder.Write("tree/" + path, text);
        File.SetUnixFileMode(_folder["tree", "run.sh"], (UnixFileMode)0b111_000_000);
        Directory.CreateDirectory(_folder["tree", "z", "empty"]);
        // Local state does not go in.
        _folder.Write("tree/.modelops-bundle/state.json", "{}");
    }
}
