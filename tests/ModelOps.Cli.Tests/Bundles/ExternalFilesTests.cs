using System.Runtime.Versioning;
using ModelOps.Cli.Invocation;
using ModelOps.Testing.ObjectStores;

namespace ModelOps.Cli.Tests.Bundles;

/// <summary>Files that a rule sends to Azure Blob Storage.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ExternalFilesTests
{
    private const string Rule = """

        external_storage:
          - {pattern: "data/*.bin", storage: "az://bundles/epi", tier: cool}

        """;

    private static readonly string Spec = SpecWorkplace.Spec + Rule;

    [Fact]
    public async Task External_file_goes_to_the_store_and_comes_back_when_it_is_asked_for()
    {
        using var client = new HttpClient();
        using var azurite = await AzuriteServer.StartAsync(client);
        using var place = Place(azurite);
        var pushed = await place.PushAsync();
        pushed.GetProperty("external_files").GetInt32().ShouldBe(1);
        var materialized = await place.JsonAsync("materialize", place.Pushed, place["work"]);
        materialized.GetProperty("external_pointers").GetInt32().ShouldBe(1);
        File.Exists(place["work", "data", "large.bin"]).ShouldBeFalse();
        place.Read("work", ".mops", "ptr", "data", "large.bin.json").ShouldContain("\"fulfilled\":false");

        await place.JsonAsync("materialize", place.Pushed, place["work"], "--prefetch-external");
        place.Read("work", "data", "large.bin").ShouldBe("large\n");
        place.Read("work", ".mops", "ptr", "data", "large.bin.json").ShouldContain("\"fulfilled\":true");
        (await place.JsonAsync("verify", place["work"])).GetProperty("pointers").GetInt32().ShouldBe(1);
        (await place.JsonAsync("verify", place.Pushed)).GetProperty("pointers").GetInt32().ShouldBe(1);
        File.WriteAllText(place["work", ".mops", "ptr", "data", "large.bin.json"], place.Read("work", ".mops", "ptr", "data", "large.bin.json").Replace("az://bundles/epi", "az://bundles/../other", StringComparison.Ordinal));
        var run = await place.RunAsync("verify", place["work"]);
        (run.Status, run.Out.Contains("  .mops/ptr/data/large.bin.json\n", StringComparison.Ordinal)).ShouldBe((ExitStatus.Failures, true), run.Out);
        (await place.JsonAsync("verify", place["work"], "--repair")).GetProperty("ok").GetBoolean().ShouldBeTrue();
        // The same push again finds the object there.
        (await place.PushAsync()).GetProperty("blobs_sent").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Export_without_external_files_keeps_the_pointer()
    {
        using var client = new HttpClient();
        using var azurite = await AzuriteServer.StartAsync(client);
        using var place = Place(azurite);
        await place.PushAsync();
        await place.JsonAsync("materialize", place.Pushed, place["work"], "--prefetch-external");
        await place.JsonAsync("export", place["work"], place["pointers.tar"]);
        await place.JsonAsync("export", place["work"], place["all.tar"], "--include-external");
        await place.JsonAsync("import", place["pointers.tar"], place["pointers"]);
        await place.JsonAsync("import", place["all.tar"], place["all"]);
        (File.Exists(place["pointers", "data", "large.bin"]), File.Exists(place["pointers", ".mops", "ptr", "data", "large.bin.json"])).ShouldBe((false, true));
        place.Read("all", "data", "large.bin").ShouldBe("large\n");
    }

    [Fact]
    public async Task Object_that_was_replaced_in_the_store_is_found_and_never_materialised()
    {
        using var client = new HttpClient();
        using var azurite = await AzuriteServer.StartAsync(client);
        using var place = Place(azurite);
        await place.PushAsync();
        // Another bundle's version of the file under the same address: refused by the push, since the first is referred to.
        place.Write("data/large.bin", "other\n");
        (await place.ErrorAsync("push", "--to", place.Layout, "--bump", "patch")).ShouldSatisfyAllConditions(
            error => error.Status.ShouldBe(ExitStatus.Invalid), error => error.Code.ShouldBe("object_exists"));
        place.Read("project", ".mops-bundle.yaml").ShouldBe(Spec);
    }

    [Fact]
    public async Task Store_is_asked_for_only_when_a_bundle_needs_it()
    {
        using var place = new SpecWorkplace();
        place.Environment["AZURE_STORAGE_ACCOUNT"] = "half of what is needed";
        await place.PushAsync();
        (await place.RunAsync("materialize", place.Pushed, place["work"])).Status.ShouldBe(ExitStatus.Ok);
        using var external = new SpecWorkplace(Spec);
        external.Write("data/large.bin", "large\n");
        external.Environment["AZURE_STORAGE_ACCOUNT"] = "half of what is needed";
        (await external.ErrorAsync("push", "--to", external.Layout)).Code.ShouldBe("store_settings_invalid");
    }

    private static SpecWorkplace Place(AzuriteServer azurite)
    {
        var place = new SpecWorkplace(Spec);
        foreach (var (name, value) in azurite.Environment) place.Environment[name] = value;
        place.Write("data/large.bin", "large\n");
        return place;
    }
}
