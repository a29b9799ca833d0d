using System.Runtime.Versioning;
using System.Text.Json;
using ModelOps.Cli.Invocation;
using ModelOps.Testing.Registries;

namespace ModelOps.Cli.Tests.Bundles;

[UnsupportedOSPlatform("windows")]
public sealed class SpecPushTests : IDisposable
{
    private readonly SpecWorkplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Scan_and_resolve_tell_the_content_that_a_push_has()
    {
        var scanned = await _place.JsonAsync("scan");
        var pushed = await _place.PushAsync();
        var resolved = await _place.JsonAsync("resolve", _place.Pushed);
        new[] { scanned, pushed, resolved }.Select(answer => Text(answer, "content_digest")).Distinct().ShouldHaveSingleItem();
        (Text(resolved, "manifest_digest"), resolved.GetProperty("files").GetInt32()).ShouldBe((Text(pushed, "manifest_digest"), 4));
        resolved.GetProperty("roles").GetProperty("runtime").EnumerateArray().Select(layer => layer.GetString()).ShouldBe(["code"]);
        // A folder resolves to what a push of it would be.
        Text(await _place.JsonAsync("resolve", "./"), "manifest_digest").ShouldBe(Text(pushed, "manifest_digest"));
    }

    [Fact]
    public async Task Scan_lists_files_by_layer_and_notes_the_empty_one()
    {
        var run = await _place.RunAsync("scan");
        run.Out.ShouldContain("  src/epi/sir.py (9 B)\n");
        run.Error.ShouldContain("Note: the layer 'docs'");
    }

    [Fact]
    public async Task Dry_run_sends_nothing_and_raises_no_version()
    {
        var run = await _place.RunAsync("push", "--to", _place.Layout, "--dry-run", "--bump", "minor");
        (run.Status, run.Out.StartsWith("DRY RUN", StringComparison.Ordinal), run.Out.EndsWith("Dry run - no changes made\n", StringComparison.Ordinal)).ShouldBe((ExitStatus.Ok, true, true), run.Error);
        run.Out.ShouldContain(":1.1.0 ");
        Directory.Exists(_place["layout"]).ShouldBeFalse();
        _place.Read("project", ".mops-bundle.yaml").ShouldBe(SpecWorkplace.Spec);
    }

    [Fact]
    public async Task Bump_raises_the_version_in_the_spec_and_nothing_else_of_it()
    {
        (await _place.PushAsync("--bump", "minor")).GetProperty("tags")[0].GetString().ShouldBe("1.1.0");
        _place.Read("project", ".mops-bundle.yaml").ShouldBe(SpecWorkplace.Spec.Replace("version: 1.0.0 ", "version: \"1.1.0\" ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bump_of_a_push_that_fails_leaves_the_spec()
    {
        File.WriteAllText(_place["layout"], "no folder");
        (await _place.ErrorAsync("push", "--to", _place.Layout, "--bump", "patch")).Status.ShouldBe(ExitStatus.Outside);
        _place.Read("project", ".mops-bundle.yaml").ShouldBe(SpecWorkplace.Spec);
    }

    [Fact]
    public async Task Version_that_was_pushed_stays_what_it_is_unless_forced()
    {
        var first = await _place.PushAsync();
        (await _place.PushAsync()).GetProperty("blobs_sent").GetInt32().ShouldBe(0);
        _place.Write("src/model.py", "other\n");
        var (status, code, message) = await _place.ErrorAsync("push", "--to", _place.Layout);
        (status, code, message.Contains("Version '1.0.0'", StringComparison.Ordinal)).ShouldBe((ExitStatus.WorkDirectoryConflict, "version_taken", true));
        Text(await _place.JsonAsync("resolve", _place.Pushed), "manifest_digest").ShouldBe(Text(first, "manifest_digest"));
        var forced = await _place.PushAsync("--force", "--tag", "latest");
        Text(await _place.JsonAsync("resolve", $"{_place.Layout}:latest"), "manifest_digest").ShouldBe(Text(forced, "manifest_digest"));
    }

    [Theory]
    [InlineData("runtime: [code]", "runtime: [code, data]")]
    [InlineData("name: docs", "name: papers")]
    [InlineData("docs/**", "run.sh", "src/**/*.py\", run.sh", "src/**/*.py\"")]
    public async Task Change_of_layers_or_roles_alone_is_another_bundle(params string[] replacements)
    {
        await _place.PushAsync();
        var spec = SpecWorkplace.Spec;
        foreach (var pair in replacements.Chunk(2)) spec = spec.Replace(pair[0], pair[1], StringComparison.Ordinal);
        spec.ShouldNotBe(SpecWorkplace.Spec);
        _place.Write(".mops-bundle.yaml", spec);
        (await _place.ErrorAsync("push", "--to", _place.Layout)).Code.ShouldBe("version_taken");
    }

    [Fact]
    public async Task Name_and_version_of_the_spec_go_to_the_default_registry()
    {
        await using var registry = await DockerRegistry.StartAsync(RegistryAuthentication.Basic);
        foreach (var (name, value) in new[] { ("URL", registry.Host), ("REPO", "team"), ("USERNAME", DockerRegistry.User), ("PASSWORD", DockerRegistry.Password) })
            _place.Environment[$"MODELOPS_REGISTRY_{name}"] = value;
        var pushed = await _place.JsonAsync("push");
        Text(pushed.GetProperty("summary"), "name").ShouldBe($"{registry.Host}/team/bundles/epi/sir:1.0.0");
        Text(await _place.JsonAsync("resolve", "epi/sir:1.0.0"), "manifest_digest").ShouldBe(Text(pushed, "manifest_digest"));
        // In a tracked project a digest alone is one of the project's repository.
        _place.Write(".modelops-bundle/config.yaml", $"registry_ref: {registry.Host}/team/bundles/epi/sir\n");
        Text(await _place.JsonAsync("resolve", Text(pushed, "manifest_digest")), "manifest_digest").ShouldBe(Text(pushed, "manifest_digest"));
        _place.Environment["MODELOPS_REGISTRY_PASSWORD"] = "wrong";
        (await _place.ErrorAsync("resolve", "epi/sir:1.0.0")).ShouldSatisfyAllConditions(
            error => error.Status.ShouldBe(ExitStatus.Outside), error => error.Code.ShouldBe("registry_denied"));
    }

    [Fact]
    public async Task Differences_are_grouped_and_end_with_1()
    {
        await _place.PushAsync();
        (await _place.RunAsync("diff", _place.Pushed)).ShouldSatisfyAllConditions(run => run.Status.ShouldBe(ExitStatus.Ok), run => run.Out.ShouldBe("No differences\n"));
        _place.Write("data/new.csv", "1\n");
        _place.Write("src/model.py", "pass\n");
        File.Delete(_place["project", "run.sh"]);
        var run = await _place.RunAsync("diff", _place.Pushed, "./");
        (run.Status, run.Out).ShouldBe((ExitStatus.Failures, """
            Added (1 file):
              + data/new.csv (2 B)
            Modified (1 file):
              ~ src/model.py (size: 32 B → 5 B)
            Removed (1 file):
              - run.sh

            """));
    }

    [Fact]
    public async Task Promotion_moves_a_channel_and_copies_nothing()
    {
        var pushed = await _place.PushAsync();
        var promoted = await _place.JsonAsync("promote", _place.Pushed, "--to", "production", "--reason", "reviewed");
        (Text(promoted, "manifest_digest"), promoted.GetProperty("previous").ValueKind).ShouldBe((Text(pushed, "manifest_digest"), JsonValueKind.Null));
        Text(await _place.JsonAsync("resolve", $"{_place.Layout}:production"), "manifest_digest").ShouldBe(Text(pushed, "manifest_digest"));
        Text(promoted, "actor").ShouldBe(Environment.UserName);
        (await _place.ErrorAsync("promote", _place.Pushed, "--to", "production", "--reason", " ")).Code.ShouldBe("reason_missing");
        (await _place.ErrorAsync("promote", _place.Pushed, "--to", "no tag", "--reason", "x")).Code.ShouldBe("invalid_tag");
    }

    [Fact]
    public async Task Promotion_is_recorded_before_it_happens_and_only_approvers_may()
    {
        var pushed = Text(await _place.PushAsync(), "manifest_digest");
        _place.Environment["MODELOPS_APPROVERS"] = "somebody-else";
        (await _place.ErrorAsync("promote", _place.Pushed, "--to", "production", "--reason", "mine")).ShouldSatisfyAllConditions(
            error => error.Status.ShouldBe(ExitStatus.Invalid), error => error.Code.ShouldBe("not_an_approver"));
        (await _place.ErrorAsync("resolve", $"{_place.Layout}:production")).Code.ShouldBe("tag_not_found");
        _place.Environment["MODELOPS_APPROVERS"] = $"somebody-else, {Environment.UserName}";
        var record = Text(await _place.JsonAsync("promote", _place.Pushed, "--to", "production", "--reason", "reviewed"), "record");

        var lines = File.ReadAllLines(record).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        lines.Select(line => (Text(line, "decision"), Text(line, "reason"), Text(line, "channel"), Text(line, "manifest_digest")))
            .ShouldBe([("refused", "mine", "production", pushed), ("allowed", "reviewed", "production", pushed)]);
        File.Delete(record);
        Directory.CreateDirectory(record);
        (await _place.ErrorAsync("promote", _place.Pushed, "--to", "staging", "--reason", "x")).Status.ShouldBe(ExitStatus.Outside);
        (await _place.ErrorAsync("resolve", $"{_place.Layout}:staging")).Code.ShouldBe("tag_not_found");
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
