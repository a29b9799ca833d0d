using System.Text.Json;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Registries;

namespace ModelOps.EndToEnd.Tests.PushedBundles;

/// <summary>One study from a folder and from the same files in a registry.</summary>
public sealed class StudyFromRegistryTests
{
    private const string BundleSpec = """
        bundle:
          name: toy
          version: "1.0"
          layers:
            - {name: code, paths: ["**/*.py", .modelopsignore, manifest.json]}
            - {name: data, paths: ["*.csv"]}
        """;

    private static readonly Study Toy = new("toy", "good_models:fine") { MaxTrials = 6 };

    [Fact]
    public async Task Study_by_tag_and_by_digest_has_the_digest_of_the_folders()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var workplace = Project(registry);
        var spec = workplace.WriteStudy(Toy);
        var byPath = await workplace.RunStudyAsync(spec);

        var pushed = (await workplace.MopsAsync("bundle", "push", "--json")).Json();
        var byTag = await RunAsync(workplace, $"{registry.Host}/team/bundles/toy:1.0", "tag");
        var byDigest = await RunAsync(workplace, $"{registry.Host}/team/bundles/toy@{pushed.Text("manifest_digest")}", "digest");
        // The registry's name and version come from the environment.
        var byName = await RunAsync(workplace, "toy:1.0", "name");

        // The command line's bundle takes the place of the spec's, also in the advice how to go on.
        var byOption = await workplace.RunStudyAsync(spec, "--bundle", "toy:1.0", "--run", "option");

        new[] { byTag, byDigest, byName, byOption }.Select(study => study.Text("study_digest")).ShouldAllBe(digest => digest == byPath.Text("study_digest"));
    }

    [Fact]
    public async Task Run_is_not_mixed_with_what_a_tag_was_moved_to()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var workplace = Project(registry);
        workplace.WriteStudy(Toy);
        (await workplace.MopsAsync("bundle", "push")).Expect(0);
        await RunAsync(workplace, "toy:1.0", "study");
        File.AppendAllText(workplace.At("good_models.py"), "# edited\n");
        (await workplace.MopsAsync("bundle", "push", "--force")).Expect(0);
        // The tag names other content now, so the run's name belongs to another study.
        var refused = (await workplace.MopsAsync("adaptive", "run", "-f", "study.yaml", "--run", "study", "--json")).Error(2);
        refused.Text("error_code").ShouldBe("run_differs");
    }

    [Fact]
    public async Task Model_runs_by_its_id_from_a_folder_and_from_a_registry()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var workplace = Project(registry);
        workplace.Write("manifest.json", """{"schema_version": "1.0", "models": {"fine": {"class": "good_models:fine", "files": ["good_models.py"]}}, "files": {}, "bundle_digest": ""}""");
        workplace.Write(".modelopsignore", "/*.yaml\n");
        (await workplace.MopsAsync("bundle", "push")).Expect(0);
        string[] simulation = ["--params", """{"x": 0.5}""", "--seed", "7"];
        var expected = (await workplace.MopsAsync(["sim", "run", "good_models:fine", .. simulation])).Expect(0).Output;

        (await workplace.MopsAsync(["sim", "run", "fine", .. simulation])).Expect(0).Output.ShouldBe(expected);
        (await workplace.MopsAsync(["sim", "run", "fine", "--bundle", "toy:1.0", .. simulation])).Expect(0).Output.ShouldBe(expected);
        var unknown = (await workplace.MopsAsync(["sim", "run", "fin", "--bundle", "toy:1.0", "--json", .. simulation])).Error(2);
        (unknown.Text("error_code"), unknown.Text("message").Contains("lists fine.", StringComparison.Ordinal)).ShouldBe(("unknown_model", true));
    }

    [Fact]
    public async Task Editing_a_materialised_file_changes_no_later_run_by_digest()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var workplace = Project(registry);
        workplace.Write(".modelopsignore", "/*.yaml\n");
        (await workplace.MopsAsync("bundle", "push")).Expect(0);
        string[] simulation = ["sim", "run", "good_models:fine", "--bundle", "toy:1.0", "--params", """{"x": 0.5}""", "--seed", "7"];
        var expected = (await workplace.MopsAsync(simulation)).Expect(0).Output;
        (await workplace.MopsAsync("bundle", "materialize", "toy:1.0", "copy")).Expect(0);
        File.WriteAllText(workplace.At("copy", "good_models.py"), "raise SystemError\n");
        (await workplace.MopsAsync(simulation)).Expect(0).Output.ShouldBe(expected);
    }

    private static Workplace Project(DockerRegistry registry)
    {
        var workplace = new Workplace();
        workplace.Environment["MODELOPS_REGISTRY_URL"] = registry.Host;
        workplace.Environment["MODELOPS_REGISTRY_REPO"] = "team";
        workplace.Write(".mops-bundle.yaml", BundleSpec);
        return workplace.WithModels("good_models.py");
    }

    // Under names of their own: by content they are one run.
    private static Task<JsonElement> RunAsync(Workplace workplace, string bundle, string run)
    {
        workplace.Write($"{run}.yaml", Toy.ToString().Replace("bundle: .}", $"bundle: \"{bundle}\"}}", StringComparison.Ordinal));
        return workplace.RunStudyAsync($"{run}.yaml", "--run", run);
    }
}
