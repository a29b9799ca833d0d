using System.Text;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Packing;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Packing;

public sealed class BundlePackerTests
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Never to change: registries and records of studies hold them.
    private const string GoldenManifest = "sha256:b2e16ae19571820b13965ecc8976f9cdac06ef811708176292ea9d8a4d453fb5";
    private const string GoldenIndex = "sha256:1babc61e7914f33b7fd63e09ff9e2bf98ae54915f35d1cd898a9ea5a01b7abca";
    private const string GoldenPack = "sha256:2f63425c795d6c0b0030d8593a1eb22b1397a2d47dd9228c3d43169ee6c9c13e";

    [Fact]
    public async Task Manifest_index_and_pack_of_a_small_tree_are_the_golden_ones()
    {
        using var folder = new TemporaryFolder();
        var packed = await PackGoldenAsync(folder);
        var manifest = packed.Bundle.Manifest;
        manifest.Digest.ToString().ShouldBe(GoldenManifest, Encoding.UTF8.GetString(manifest.Bytes.Span));
        manifest.Index.Digest.ToString().ShouldBe(GoldenIndex);
        manifest.Blobs.Single(blob => blob.MediaType == MediaTypes.Pack).Digest.ToString().ShouldBe(GoldenPack);
        manifest.Blobs.Single(blob => blob.MediaType == MediaTypes.File).Digest.ToString().ShouldBe(Trees.Member(folder, "large.bin").Entry.Sha256.ToString());
    }

    [Fact]
    public async Task Independent_reader_of_the_format_finds_the_golden_digests()
    {
        using var folder = new TemporaryFolder();
        await PackGoldenAsync(folder);
        var script = Path.Combine(AppContext.BaseDirectory, "Packing", "bundle_manifest.py");
        (await TestProcess.RunAsync("python3", script, folder.Path)).ShouldBe((0, $"{GoldenPack} {GoldenIndex} {GoldenManifest}\n"));
    }

    [Fact]
    public async Task Manifest_depends_on_neither_time_place_order_nor_the_rights_of_others()
    {
        using var folder = new TemporaryFolder();
        await PackGoldenAsync(folder);
        foreach (var path in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(path, new DateTime(1999, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & Executable | UnixFileMode.OtherExecute);
        }
        var members = new[] { "large.bin", "run.sh", "a/x.py", "a-b", "data/é.csv" }.Select(path => Trees.Member(folder, path));
        (await Trees.PackAsync(folder, members)).Bundle.Manifest.Digest.ToString().ShouldBe(GoldenManifest);
    }

    [Fact]
    public async Task Manifest_names_the_content_digest_and_nothing_of_where_it_was_made()
    {
        using var folder = new TemporaryFolder();
        var packed = await PackGoldenAsync(folder);
        var text = Encoding.UTF8.GetString(packed.Bundle.Manifest.Bytes.Span);
        text.ShouldContain($"\"org.modelops.bundle.content\":\"{ContentDigest.Of(packed.Bundle.Index.Files.Select(file => file.Entry))}\"");
        text.ShouldContain("\"artifactType\":\"application/vnd.modelops.bundle.v1\"");
        foreach (var word in new[] { "created", "\"name", "\"version", Environment.MachineName, folder.Path }) text.ShouldNotContain(word);
    }

    [Fact]
    public async Task Pack_is_an_archive_that_tar_and_python_read()
    {
        using var folder = new TemporaryFolder();
        using var scratch = new TemporaryFolder();
        var packed = await PackGoldenAsync(folder);
        var pack = packed.Bundle.Manifest.Blobs.Single(blob => blob.MediaType == MediaTypes.Pack);
        await using (var file = File.Create(scratch["pack.tar"]))
        await using (var content = await packed.OpenAsync(pack, TestContext.Current.CancellationToken)) await content.CopyToAsync(file);
        const string Script = "import sys, tarfile; t = tarfile.open(sys.argv[1]); print([(m.name, oct(m.mode), m.mtime, m.uid, m.uname, t.extractfile(m).read()) for m in t])";
        var (status, output) = await TestProcess.RunAsync("python3", "-c", Script, scratch["pack.tar"]);
        (status, output.Trim()).ShouldBe((0, "[('a-b', '0o644', 0, 0, '', b'hyphen'), ('a/x.py', '0o644', 0, 0, '', b'print(1)\\n'), ('data/é.csv', '0o644', 0, 0, '', b''), ('run.sh', '0o755', 0, 0, '', b'#!/bin/sh\\n')]"));
        (await TestProcess.RunAsync("tar", "-xf", scratch["pack.tar"], "-C", scratch.Path)).Status.ShouldBe(0);
        File.ReadAllText(scratch["a", "x.py"]).ShouldBe("print(1)\n");
        new FileInfo(scratch["pack.tar"]).Length.ShouldBe(pack.Size);
    }

    [Fact]
    public async Task Index_says_where_each_files_bytes_are()
    {
        using var folder = new TemporaryFolder();
        var packed = await PackGoldenAsync(folder);
        foreach (var file in packed.Bundle.Index.Files)
        {
            var place = file.Place.ShouldBeOfType<FilePlace.InBlob>();
            var blob = packed.Blobs.Single(blob => blob.Digest == place.Blob);
            await using var content = await packed.OpenAsync(blob, TestContext.Current.CancellationToken);
            content.Position = place.Offset;
            var bytes = new byte[file.Size];
            await content.ReadExactlyAsync(bytes);
            bytes.ShouldBe(File.ReadAllBytes(folder[file.Path]));
        }
    }

    [Fact]
    public async Task File_of_the_limit_is_a_blob_and_one_below_is_packed()
    {
        using var folder = new TemporaryFolder();
        var packed = await Trees.PackAsync(folder, ("limit", new string('x', 256 << 10)), ("below", new string('x', (256 << 10) - 1)));
        packed.Bundle.Manifest.Blobs.Select(blob => blob.MediaType).ShouldBe([MediaTypes.Pack, MediaTypes.File]);
    }

    [Fact]
    public async Task Path_too_long_for_an_archive_is_a_blob_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var path = $"{new string('d', 120)}/{new string('f', 120)}";
        var packed = await Trees.PackAsync(folder, (path, "text"));
        packed.Bundle.Manifest.Blobs.ShouldHaveSingleItem().MediaType.ShouldBe(MediaTypes.File);
    }

    [Fact]
    public async Task Role_needs_the_blobs_of_its_layers_only()
    {
        using var folder = new TemporaryFolder();
        foreach (var path in new[] { "a", "b", "c" }) folder.Write(path, path);
        folder.Write("shared", new string('x', 300_000));
        BundleMember[] members = [Trees.Member(folder, "a"), Trees.Member(folder, "b", "data"), Trees.Member(folder, "c", "data"), Trees.Member(folder, "shared")];
        var packed = await Trees.PackAsync(folder, members);
        packed.Bundle.Manifest.Blobs.Count.ShouldBe(3);
        packed.Bundle.BlobsOf(null).Count.ShouldBe(2);
        packed.Bundle.Index.FilesOf(null).Select(file => file.Path).ShouldBe(["a", "shared"]);
    }

    [Fact]
    public async Task Equal_large_files_are_one_blob()
    {
        using var folder = new TemporaryFolder();
        var text = new string('x', 300_000);
        var packed = await Trees.PackAsync(folder, ("a", text), ("b", text));
        packed.Bundle.Manifest.Blobs.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(300_000)]
    public async Task File_that_changes_after_planning_is_noticed(int size)
    {
        using var folder = new TemporaryFolder();
        var packed = await Trees.PackAsync(folder, ("a", new string('x', size)));
        folder.Write("a", "other");
        var error = await Should.ThrowAsync<ConflictException>(() => packed.OpenAsync(packed.Blobs[0], TestContext.Current.CancellationToken));
        (error.Code, error.Message).ShouldBe(("bundle_changed", $"The file 'a' of the bundle '{folder.Path}' changed while the bundle was read."));
    }

    [Fact]
    public async Task Packs_of_an_earlier_state_are_not_read_again()
    {
        using var folder = new TemporaryFolder();
        var members = Many(folder, 600).ToList();
        var first = await Trees.PackAsync(folder, members);
        File.Delete(folder[members[100].Entry.Path]);
        var again = await Trees.PackAsync(folder, members, first.Bundle.Index);
        again.Bundle.Manifest.Digest.ShouldBe(first.Bundle.Manifest.Digest);
    }

    [Theory]
    [InlineData("../a", "unsafe_path")]
    [InlineData("/a", "unsafe_path")]
    [InlineData("a//b", "unsafe_path")]
    [InlineData("a\\b", "unsafe_path")]
    [InlineData(".mops/ptr/a.json", "unsafe_path")]
    [InlineData("A", "path_collision")]
    [InlineData("a/b", "path_collision")]
    [InlineData("E\u0301", "path_collision")]
    public async Task Path_that_some_system_cannot_hold_is_refused(string path, string code)
    {
        using var folder = new TemporaryFolder();
        var entries = new[] { path, "a", "\u00E9" }.Select(name => new BundleMember(new(name, false, 300_000, Digest.Of([1])), Trees.Layer));
        (await Should.ThrowAsync<InvalidInputException>(() => Trees.PackAsync(folder, entries))).Code.ShouldBe(code);
    }

    /// <summary>Files of up to 20 kB in several folders.</summary>
    internal static IEnumerable<BundleMember> Many(TemporaryFolder folder, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var path = $"d{i % 7}/f{i:d5}";
            folder.Write(path, string.Concat(Enumerable.Repeat($"{i},", i * 7919 % 4000)));
            yield return Trees.Member(folder, path);
        }
    }

    private static async Task<PackedBundle> PackGoldenAsync(TemporaryFolder folder)
    {
        folder.Write("run.sh", "#!/bin/sh\n");
        File.SetUnixFileMode(folder["run.sh"], Executable);
        (string, string)[] files = [("a/x.py", "print(1)\n"), ("a-b", "hyphen"), ("data/é.csv", ""), ("large.bin", new string('#', 300_000))];
        foreach (var (path, text) in files) folder.Write(path, text);
        return await Trees.PackAsync(folder, files.Select(file => Trees.Member(folder, file.Item1)).Append(Trees.Member(folder, "run.sh")));
    }
}
