using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Bundles;

/// <summary>Bundles of somebody who means ill: nothing is written outside of the destination, and nothing inside of it.</summary>
public sealed class HostileBundleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("../escaped.py", "unsafe_path")]
    [InlineData("a/../../escaped.py", "unsafe_path")]
    [InlineData("/escaped.py", "unsafe_path")]
    [InlineData("a\\..\\escaped.py", "unsafe_path")]
    [InlineData("C:/escaped.py", "unsafe_path")]
    [InlineData("a//b", "unsafe_path")]
    [InlineData("./a", "unsafe_path")]
    [InlineData("a\nb", "unsafe_path")]
    [InlineData(".mops/.mops-manifest.json", "unsafe_path")]
    [InlineData(".MOPS/ptr/x.json", "unsafe_path")]
    [InlineData("MODEL.py", "path_collision")]
    [InlineData("model.py/inner", "path_collision")]
    public async Task Path_that_leaves_the_folder_or_collides_is_refused(string path, string code)
    {
        new HostileBundle(_folder["layout"]).Add("model.py", "1").Add(path, "2").Write();
        await ExpectRefusalAsync(2, code);
    }

    [Fact]
    public async Task Names_that_differ_in_unicode_composition_only_are_refused()
    {
        new HostileBundle(_folder["layout"]).Add("caf\u00e9.py", "1").Add("cafe\u0301.py", "2").Write();
        await ExpectRefusalAsync(2, "path_collision");
    }

    [Fact]
    public async Task Other_kind_of_artifact_ends_with_10()
    {
        new HostileBundle(_folder["layout"]) { ArtifactType = "application/vnd.example.image" }.Add("a", "1").Write();
        await ExpectRefusalAsync(10, "unsupported_media_type");
    }

    [Fact]
    public async Task File_that_would_end_beyond_its_blob_is_refused()
    {
        new HostileBundle(_folder["layout"]) { Shift = 1 }.Add("a", "1").Write();
        await ExpectRefusalAsync(3, "invalid_bundle_index");
    }

    [Fact]
    public async Task Blob_with_other_bytes_is_refused()
    {
        new HostileBundle(_folder["layout"]).Add("a", "12345").Write();
        var pack = new DirectoryInfo(_folder["layout", "blobs", "sha256"]).EnumerateFiles().MinBy(file => file.Length)!;
        File.WriteAllText(pack.FullName, "54321");
        await ExpectRefusalAsync(3, "digest_mismatch");
    }

    [Fact]
    public async Task Blob_that_is_too_short_is_refused()
    {
        new HostileBundle(_folder["layout"]).Add("a", "12345").Write();
        var pack = new DirectoryInfo(_folder["layout", "blobs", "sha256"]).EnumerateFiles().MinBy(file => file.Length)!;
        File.WriteAllText(pack.FullName, "1234");
        await ExpectRefusalAsync(3, "digest_mismatch");
    }

    [Fact]
    public async Task Link_in_the_destination_that_leads_outside_is_not_written_through_even_by_force()
    {
        new HostileBundle(_folder["layout"]).Add("sub/a", "1").Write();
        Directory.CreateDirectory(_folder["work"]);
        Directory.CreateDirectory(_folder["outside"]);
        Directory.CreateSymbolicLink(_folder["work", "sub"], _folder["outside"]);
        var run = await RunAsync("--overwrite");
        run.Status.ShouldBe(ExitStatus.WorkDirectoryConflict, run.Error);
        Directory.EnumerateFileSystemEntries(_folder["outside"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pointer_folder_that_is_a_link_is_not_written_through()
    {
        new HostileBundle(_folder["layout"]).Add("a", "1").Write();
        Directory.CreateDirectory(_folder["work"]);
        Directory.CreateDirectory(_folder["outside"]);
        Directory.CreateSymbolicLink(_folder["work", ".mops"], _folder["outside"]);
        var run = await RunAsync("--overwrite");
        run.Status.ShouldBe(ExitStatus.WorkDirectoryConflict, run.Error);
        Directory.EnumerateFileSystemEntries(_folder["outside"]).ShouldBeEmpty();
    }

    private async Task ExpectRefusalAsync(int status, string code)
    {
        var run = await RunAsync("--json");
        ((int)run.Status).ShouldBe(status, run.Error);
        run.Error.ShouldContain($"\"error_code\":\"{code}\"");
        if (Directory.Exists(_folder["work"])) Directory.EnumerateFileSystemEntries(_folder["work"]).ShouldBeEmpty();
        File.Exists(_folder["escaped.py"]).ShouldBeFalse();
    }

    private Task<CliRun> RunAsync(string option) =>
        CliRun.In(_folder.Path, [], "bundle", "materialize", $"oci:{_folder["layout"]}:bad", _folder["work"], option);
}
