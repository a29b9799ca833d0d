using System.Text.Json.Nodes;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Keeper;

[Collection(OneAtATime.Name)]
public sealed class SmallKeeperCommandTests
{
    [Fact]
    public async Task Catalog_with_faults_ends_with_2_and_names_them()
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine.json", """{"schema_version": "chord_catalog.v1", "chords": [{"id": "X", "risk_tier": "banana"}]}""");
        var run = await CliRun.In(folder.Path, [], "keeper", "chords", "validate", "--catalog", "mine.json");
        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Out.ShouldContain("chords[0].risk_tier is 'banana'");
        File.Exists(folder["report", "_chords_validate", "chords_validate_latest.json"]).ShouldBeTrue();
        (await CliRun.In(folder.Path, [], "keeper", "chords", "validate", "--catalog", "none.json")).Status.ShouldBe(ExitStatus.Invalid);
    }

    [Fact]
    public async Task Passports_are_listed_shown_and_validated()
    {
        using var folder = new TemporaryFolder();
        (await CliRun.In(folder.Path, [], "keeper", "passport", "templates")).Out.Split('\n').Length.ShouldBe(9);
        var shown = JsonNode.Parse((await CliRun.In(folder.Path, [], "keeper", "passport", "show", "--template", "io", "--json")).Out)!;
        shown["allowed_actuators_cold"]!.ToJsonString().ShouldBe("[\"dataloader_num_workers\"]");
        var unknown = await CliRun.In(folder.Path, [], "keeper", "passport", "show", "--template", "oi");
        (unknown.Status, unknown.Error).ShouldBe((ExitStatus.Invalid, "Error: There is no passport template 'oi'. Did you mean 'io'?\nRun 'mk passport templates' to see them.\n"));
        folder.Write("p.json", "{}");
        var invalid = await CliRun.In(folder.Path, [], "keeper", "passport", "validate", "--file", "p.json");
        invalid.Status.ShouldBe(ExitStatus.Invalid);
        invalid.Out.ShouldContain("limits is missing");
        (await CliRun.In(folder.Path, [], "keeper", "passport", "validate", "--file", "none.json")).Status.ShouldBe(ExitStatus.Invalid);
    }

    [Fact]
    public async Task Export_says_what_it_packed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("report/a.json", "{}");
        var run = await CliRun.In(folder.Path, [], "keeper", "export", "bundle");
        run.Status.ShouldBe(ExitStatus.Ok);
        run.Out.ShouldStartWith($"bundle   {folder["report", "bundle", "bundle.tar.gz"]}\nfiles    1 (2 B)\n");
        (await CliRun.In(folder.Path, [], "keeper", "export", "bundle", "--in", "none")).Status.ShouldBe(ExitStatus.Invalid);
    }

    [Fact]
    public async Task Evaluation_and_estimate_of_a_file_that_is_not_there_are_invalid_input()
    {
        (await CliRun.Of("keeper", "eval", "file", "--path", "none.jsonl")).Status.ShouldBe(ExitStatus.Invalid);
        (await CliRun.Of("keeper", "roi", "estimate", "--observe-path", "none.jsonl")).Status.ShouldBe(ExitStatus.Invalid);
        (await CliRun.Of("keeper", "roi", "report", "--eval", "none.json")).Status.ShouldBe(ExitStatus.Invalid);
        (await CliRun.Of("keeper", "fleet", "policy", "--policy", "none")).Status.ShouldBe(ExitStatus.Invalid);
    }

    [Fact]
    public async Task Doctor_without_kubectl_ends_with_2()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.In(folder.Path, new() { ["KUBECTL"] = folder["none"] }, "keeper", "doctor");
        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Out.ShouldContain("FAIL kubectl: ");
        run.Out.ShouldEndWith("Doctor result: FAIL\n");
    }

    [Fact]
    public async Task Quickstart_leaves_a_folder_for_each_step_although_kubectl_is_missing()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.In(folder.Path, new() { ["KUBECTL"] = folder["none"] }, "keeper", "quickstart", "--out", "q");
        run.Status.ShouldBe(ExitStatus.Ok, run.Out + run.Error);
        foreach (var file in (string[])["doctor/doctor_latest.json", "plan/k8s_plan.json", "verify/k8s_verify_latest.json", "export/bundle.tar.gz", "summary.md"])
            File.Exists(folder[["q", .. file.Split('/')]]).ShouldBeTrue(file);
        File.ReadAllText(folder["q", "summary.md"]).ShouldContain("Doctor result: FAIL");
    }
}
