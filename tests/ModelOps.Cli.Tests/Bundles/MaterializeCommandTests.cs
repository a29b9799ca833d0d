using System.Runtime.Versioning;
using System.Text.Json;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Tests.Bundles;

[UnsupportedOSPlatform("windows")]
public sealed class MaterializeCommandTests : IDisposable
{
    private readonly SpecWorkplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Role_chooses_the_files_and_the_summary_says_all()
    {
        await _place.PushAsync();
        var run = await _place.RunAsync("materialize", _place.Pushed, _place["work"], "--role", "runtime");
        run.Out.ShouldMatch($@"^Materialized {_place.Pushed} sha256:[0-9a-f]{{64}}, role runtime: 3 files, 51 B in \d+\.\d s\n$");
        Directory.Exists(_place["work", "data"]).ShouldBeFalse();
        (await _place.JsonAsync("materialize", _place.Pushed, _place["all"])).GetProperty("role").GetString().ShouldBe("default");
        File.Exists(_place["all", "data", "in_bed.csv"]).ShouldBeTrue();
    }

    [Fact]
    public async Task Folder_with_a_spec_is_materialised_as_it_would_be_pushed()
    {
        (await _place.RunAsync("materialize", "./", _place["work"])).Status.ShouldBe(ExitStatus.Ok);
        _place.Read("work", "src", "epi", "sir.py").ShouldBe("BETA = 1\n");
    }

    [Fact]
    public async Task Unknown_role_ends_with_11_and_names_those_there_are()
    {
        await _place.PushAsync();
        var (status, code, message) = await _place.ErrorAsync("materialize", _place.Pushed, _place["work"], "--role", "training");
        (status, code, message).ShouldBe((ExitStatus.RoleMismatch, "role_mismatch", "Role 'training' not found in bundle. Available: default, runtime."));
        Directory.Exists(_place["work"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Conflicts_end_with_12_list_every_path_and_write_nothing()
    {
        await _place.PushAsync();
        Directory.CreateDirectory(_place["work", "src"]);
        File.WriteAllText(_place["work", "src", "model.py"], "mine\n");
        var run = await _place.RunAsync("materialize", _place.Pushed, _place["work"], "--json");
        run.Status.ShouldBe(ExitStatus.WorkDirectoryConflict);
        var conflict = JsonSerializer.Deserialize<JsonElement>(run.Error).GetProperty("conflicts").EnumerateArray().ShouldHaveSingleItem();
        conflict.GetProperty("path").GetString().ShouldBe("src/model.py");
        Directory.EnumerateFiles(_place["work"], "*", SearchOption.AllDirectories).Count().ShouldBe(1);
        (await _place.RunAsync("materialize", _place.Pushed, _place["work"], "--overwrite")).Status.ShouldBe(ExitStatus.Ok);
        _place.Read("work", "src", "model.py").ShouldNotBe("mine\n");
    }

    [Fact]
    public async Task Verify_lists_what_differs_and_repair_brings_it_back()
    {
        await _place.PushAsync();
        await _place.JsonAsync("materialize", _place.Pushed, _place["work"]);
        (await _place.JsonAsync("verify", _place["work"])).GetProperty("ok").GetBoolean().ShouldBeTrue();
        File.WriteAllText(_place["work", "src", "model.py"], "edited\n");
        File.Delete(_place["work", "run.sh"]);
        var run = await _place.RunAsync("verify", _place["work"]);
        (run.Status, run.Out.Contains("2 mismatches:\n  run.sh\n", StringComparison.Ordinal)).ShouldBe((ExitStatus.Failures, true), run.Out);
        _place.Read("work", "src", "model.py").ShouldBe("edited\n");
        (await _place.JsonAsync("verify", _place["work"], "--repair")).GetProperty("repaired").GetInt32().ShouldBe(2);
        File.GetUnixFileMode(_place["work", "run.sh"]).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    [Fact]
    public async Task Verify_reads_every_blob_of_the_registry()
    {
        await _place.PushAsync();
        (await _place.RunAsync("verify", _place.Pushed)).Status.ShouldBe(ExitStatus.Ok);
        var pack = new DirectoryInfo(_place["layout", "blobs", "sha256"]).EnumerateFiles().MaxBy(file => file.Length)!;
        var bytes = File.ReadAllBytes(pack.FullName);
        bytes[600]++;
        File.Delete(pack.FullName);
        File.WriteAllBytes(pack.FullName, bytes);
        var run = await _place.RunAsync("verify", _place.Pushed, "--json");
        run.Status.ShouldBe(ExitStatus.Failures, run.Error);
        JsonSerializer.Deserialize<JsonElement>(run.Out).GetProperty("mismatches")[0].GetProperty("path").GetString().ShouldBe($"sha256:{pack.Name}");
        // What is broken there never gets into a folder.
        (await _place.ErrorAsync("materialize", _place.Pushed, _place["work"])).ShouldSatisfyAllConditions(
            error => error.Status.ShouldBe(ExitStatus.Outside), error => error.Code.ShouldBe("digest_mismatch"));
    }

    [Fact]
    public async Task Repair_of_a_pushed_bundle_puts_bad_cached_copies_away_and_fetches_them_again()
    {
        await _place.PushAsync();
        await _place.JsonAsync("materialize", _place.Pushed, _place["work"]);
        var cached = Directory.EnumerateFiles(_place["home", ".modelops", "bundles", "files"], "*", SearchOption.AllDirectories).Single(path => File.ReadAllText(path) == "BETA = 1\n");
        var modified = File.GetLastWriteTimeUtc(cached);
        File.SetUnixFileMode(cached, (UnixFileMode)0b110_100_100);
        File.WriteAllText(cached, "BETA = 2\n");
        File.SetLastWriteTimeUtc(cached, modified);
        File.SetUnixFileMode(cached, (UnixFileMode)0b100_100_100);

        var found = await _place.RunAsync("verify", _place.Pushed);
        found.Status.ShouldBe(ExitStatus.Failures);
        found.Out.ShouldContain("1 mismatch:\n  src/epi/sir.py (in the cache)\n");
        var repaired = await _place.JsonAsync("verify", _place.Pushed, "--repair");
        (repaired.GetProperty("ok").GetBoolean(), repaired.GetProperty("repaired").GetInt32()).ShouldBe((true, 1));
        Directory.GetFiles(repaired.GetProperty("quarantine").GetString()!).Select(File.ReadAllText).ShouldBe(["BETA = 2\n"]);
        (await _place.RunAsync("verify", _place.Pushed)).Status.ShouldBe(ExitStatus.Ok);
        await _place.JsonAsync("materialize", _place.Pushed, _place["again"]);
        _place.Read("again", "src", "epi", "sir.py").ShouldBe("BETA = 1\n");
    }

    [Fact]
    public async Task Repair_says_so_when_the_registry_itself_is_bad()
    {
        await _place.PushAsync();
        var pack = new DirectoryInfo(_place["layout", "blobs", "sha256"]).EnumerateFiles().MaxBy(file => file.Length)!;
        File.Delete(pack.FullName);
        var (status, code, message) = await _place.ErrorAsync("verify", _place.Pushed, "--repair");
        (status, code).ShouldBe((ExitStatus.Outside, "registry_corrupt"));
        message.ShouldContain($"itself does not have what");
        message.ShouldContain($"sha256:{pack.Name} (missing)");
    }

    [Fact]
    public async Task Without_the_cache_nothing_is_read_from_it_or_left_in_it()
    {
        await _place.PushAsync();
        Directory.Delete(_place["home", ".modelops", "bundles"], recursive: true);
        await _place.JsonAsync("resolve", _place.Pushed, "--no-cache");
        await _place.JsonAsync("materialize", _place.Pushed, _place["work"], "--no-cache");
        _place.Read("work", "src", "epi", "sir.py").ShouldBe("BETA = 1\n");
        Directory.Exists(_place["home", ".modelops", "bundles"]).ShouldBeFalse();
        Directory.GetFileSystemEntries(_place["."]).ShouldNotContain(path => Path.GetFileName(path).StartsWith(".mops-", StringComparison.Ordinal));
        (await _place.RunAsync("verify", _place["work"])).Status.ShouldBe(ExitStatus.Ok);
    }

    [Fact]
    public async Task Exported_and_imported_folder_verifies()
    {
        await _place.PushAsync();
        await _place.JsonAsync("materialize", _place.Pushed, _place["work"]);
        var exported = await _place.JsonAsync("export", _place["work"], _place["work.tar"]);
        var imported = await _place.JsonAsync("import", _place["work.tar"], _place["copy"]);
        imported.GetProperty("sha256").GetString().ShouldBe(exported.GetProperty("sha256").GetString());
        (await _place.RunAsync("verify", _place["copy"])).Status.ShouldBe(ExitStatus.Ok);
        (await _place.ErrorAsync("import", _place["work.tar"], _place["copy"])).Status.ShouldBe(ExitStatus.WorkDirectoryConflict);
        (await _place.RunAsync("export", _place["work"])).Out.ShouldContain("External data: pointer files only\n");
        File.Exists(_place["project", "work.tar"]).ShouldBeTrue();
    }

    [Fact]
    public async Task Collection_leaves_what_was_used_lately()
    {
        await _place.PushAsync();
        await _place.JsonAsync("materialize", _place.Pushed, _place["work"]);
        (await _place.JsonAsync("gc")).GetProperty("removed_bundles").GetInt32().ShouldBe(0);
        (await _place.JsonAsync("gc", "--unused-for", "0")).GetProperty("removed_bundles").GetInt32().ShouldBe(1);
        (await _place.ErrorAsync("gc", "--unused-for", "-1")).Code.ShouldBe("invalid_age");
    }

    [Theory]
    [InlineData(1, "tag_not_found", "resolve", "L:2.0.0")]
    [InlineData(1, "bundle_not_in_registry", "resolve", "L@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")]
    [InlineData(2, "invalid_reference", "resolve", "no reference!")]
    [InlineData(2, "registry_not_set", "resolve", "sir:1.0")]
    [InlineData(2, "folder_not_found", "scan", "missing")]
    [InlineData(2, "bundle_spec_not_found", "scan", "src")]
    [InlineData(2, "folder_not_found", "export", "missing")]
    [InlineData(2, "archive_not_found", "import", "missing.tar", "x")]
    [InlineData(2, "not_materialized", "verify", "./src")]
    [InlineData(3, "registry_unreachable", "resolve", "127.0.0.1:9/sir:1.0")]
    public async Task Failure_has_its_status_and_code(int status, string code, params string[] arguments)
    {
        _place.Environment["MODELOPS_HTTP_RETRY"] = "0";
        await _place.PushAsync();
        var error = await _place.ErrorAsync([.. arguments.Select(argument => argument.StartsWith('L') ? _place.Layout + argument[1..] : argument)]);
        ((int)error.Status, error.Code).ShouldBe((status, code));
    }
}
