using ModelOps.Bundles.Workflow.States;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Workflow.Tracking;

/// <summary>The files in <c>.modelops-bundle/</c>.</summary>
public sealed class ProjectFilesTests : IDisposable
{
    private static readonly Digest Digest = Digest.Of("x"u8);

    private readonly TemporaryFolder _folder = new();
    private readonly BundleProject _project;

    public ProjectFilesTests() => _project = Projects.Start(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Settings_of_the_predecessor_are_read()
    {
        Write("config.yaml", """
            auto_code:
              code_roots: [src]
              import_mode: package
            cache_dir: null
            cache_link_mode: auto
            default_tag: latest
            registry_ref: localhost:5555/my-models
            storage:
              mode: auto
              threshold_bytes: 52428800
              force_blob_patterns: []
              provider: ""
            """);

        ProjectConfig.Load(_project).ShouldBe(new("localhost:5555/my-models", "latest"));
    }

    [Theory]
    [InlineData("default_tag: latest\nregistry_reff: a/b\n", "unknown_key", ":2: unknown key 'registry_reff'. Did you mean 'registry_ref'?")]
    [InlineData("default_tag: '-x'\n", "invalid_tag", "'-x'")]
    [InlineData("default_tag: 1.0\n", "invalid_spec", ":1: default_tag")]
    [InlineData("storage: {provider: azure}\n", "unsupported_storage", "azure")]
    [InlineData("a: [\n", "invalid_yaml", "config.yaml:")]
    public void Wrong_settings_are_told_with_their_line(string text, string code, string message)
    {
        Write("config.yaml", text);

        var fault = Should.Throw<InvalidInputException>(() => ProjectConfig.Load(_project));
        fault.Code.ShouldBe(code);
        fault.Message.ShouldContain(message);
    }

    [Fact]
    public void Settings_survive_writing_also_with_quotes()
    {
        var config = new ProjectConfig("oci:it's: a #folder", "v1.0");
        config.Save(_project);
        ProjectConfig.Load(_project).ShouldBe(config);
    }

    [Fact]
    public void Tracked_paths_are_written_one_a_line_in_the_order_of_their_bytes()
    {
        var tracked = TrackedFiles.Load(_project);
        tracked.Add(["b", "a/x", "a-b", "\U00010000", "\uFFFD"]);
        tracked.Save(_project);

        File.ReadAllText(State("tracked.txt")).ShouldBe("a-b\na/x\nb\n\uFFFD\n\U00010000\n");
        TrackedFiles.Load(_project).Paths.ShouldBe(tracked.Paths, ignoreOrder: true);
    }

    [Fact]
    public void Tracked_paths_are_read_by_their_old_name_and_written_by_the_new_one()
    {
        Write("tracked", "a.txt\nb.txt\n");

        var tracked = TrackedFiles.Load(_project);
        tracked.Paths.ShouldBe(["a.txt", "b.txt"], ignoreOrder: true);
        tracked.Save(_project);

        File.Exists(State("tracked")).ShouldBeFalse();
        TrackedFiles.Load(_project).Paths.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData(".mops/x")]
    public void Tracked_path_that_leads_elsewhere_is_refused(string path)
    {
        Write("tracked.txt", path + "\n");
        Should.Throw<InvalidInputException>(() => TrackedFiles.Load(_project)).Code.ShouldBe("unsafe_path");
    }

    [Fact]
    public void Names_that_differ_in_case_only_are_refused_and_nothing_is_added()
    {
        var tracked = TrackedFiles.Load(_project);
        Should.Throw<InvalidInputException>(() => tracked.Add(["a", "A"])).Code.ShouldBe("path_collision");
        tracked.Paths.ShouldBeEmpty();
    }

    [Fact]
    public void Last_common_state_survives_writing()
    {
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var files = new Dictionary<string, FileVersion> { ["a"] = new(Digest, false), ["b"] = new(Digest, true) };
        var state = SyncState.None.AfterPull("v1", Digest, files, time) with { Pending = new("v2", Digest) };

        SyncStateFile.Save(_project, state);

        SyncStateFile.Load(_project).ShouldSatisfyAllConditions(
            read => read.Files.ShouldBe(files, ignoreOrder: true),
            read => read.Tags.ShouldBe(new Dictionary<string, Digest> { ["v1"] = Digest }),
            read => read.Pending.ShouldBe(new("v2", Digest)),
            read => (read.Digest, read.LastPull, read.LastPush, read.Timestamp).ShouldBe((Digest, Digest, null, time)));
    }

    [Fact]
    public void Last_common_state_of_the_predecessor_is_read()
    {
        Write("state.json", $$"""
            {"last_push_digest": "{{Digest}}", "last_pull_digest": null, "last_synced_files": {"a": "{{Digest}}"}, "timestamp": "2025-09-28T10:11:12.5"}
            """);

        var state = SyncStateFile.Load(_project);
        state.Digest.ShouldBe(Digest);
        state.Files.ShouldBe(new Dictionary<string, FileVersion> { ["a"] = new(Digest, false) });
        state.Timestamp.ShouldBe(new DateTimeOffset(2025, 9, 28, 10, 11, 12, 500, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"last_synced_files\": {\"a\": \"md5:1\"}}")]
    [InlineData("{\"last_synced_files\": []}")]
    [InlineData("{\"timestamp\": \"yesterday\"}")]
    public void Damaged_state_is_told_with_what_to_do(string text)
    {
        Write("state.json", text);
        Should.Throw<CorruptDataException>(() => SyncStateFile.Load(_project)).ShouldSatisfyAllConditions(
            fault => fault.Code.ShouldBe("invalid_sync_state"),
            fault => fault.Remedy!.ShouldContain("Remove the file"));
    }

    [Fact]
    public void Log_is_read_newest_first_past_a_line_that_a_killed_process_cut()
    {
        var record = new SyncRecord(DateTimeOffset.UnixEpoch, SyncAction.Push, "h/n:a", Digest, Digest, 3) { Bytes = 4 };
        SyncLog.Append(_project, record);
        File.AppendAllText(State("log.jsonl"), "{\"time\":\"2026");
        SyncLog.Append(_project, record with { Action = SyncAction.Pull });

        SyncLog.Read(_project).ShouldBe([record with { Action = SyncAction.Pull }, record]);
    }

    private string State(string name) => Path.Combine(_project.StateFolder, name);

    private void Write(string name, string text) => File.WriteAllText(State(name), text);
}
