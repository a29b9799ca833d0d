using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Exports;
using ModelOps.Keeper.Reports;
using ModelOps.Testing.Clocks;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Exports;

[UnsupportedOSPlatform("windows")]
public sealed class BundleExportTests
{
    [Fact]
    public void Same_reports_give_the_same_archive_at_another_time_and_place()
    {
        using var folder = new TemporaryFolder();
        Reports(folder, "one");
        Reports(folder, "else/where");
        var clock = new ManualClock();
        var first = Export(folder, "one", "out1", clock);
        clock.Advance(TimeSpan.FromDays(400));
        File.SetLastWriteTimeUtc(folder["else", "where", "a.json"], DateTime.UnixEpoch.AddDays(1));
        var second = Export(folder, "else/where", "else/where/bundle", clock);
        File.ReadAllBytes(folder["out1", "bundle.tar.gz"]).ShouldBe(File.ReadAllBytes(folder["else", "where", "bundle", "bundle.tar.gz"]));
        second.ArchiveSha256.ShouldBe(first.ArchiveSha256);
        second.RunId.ShouldBe(first.RunId);
        (first.CreatedAt, second.CreatedAt).ShouldBe(("1970-01-01T00:00:00+00:00", "1971-02-05T00:00:00+00:00"));
    }

    [Fact]
    public void Archive_begins_with_a_manifest_that_tells_nothing_of_time_and_place()
    {
        using var folder = new TemporaryFolder();
        Reports(folder, "in");
        Export(folder, "in", "out", new ManualClock());
        var entries = Entries(folder["out", "bundle.tar.gz"]);
        entries.Select(entry => entry.Name).ShouldBe(["bundle_manifest.json", "a.json", "b-c.txt", "b/explain.jsonl", "b/k8s_plan.json"]);
        var manifest = JsonNode.Parse(entries[0].Text)!.AsObject();
        manifest.Select(field => field.Key).ShouldBe(["files", "metering", "notes", "run_id", "schema_version", "tool_version"]);
        manifest["files"]!.AsArray().Select(file => (string)file!["kind"]!).ShouldBe(["report", "other", "events", "plan"]);
        ((string)manifest["files"]![0]!["schema_version"]!).ShouldBe("v0");
        ((int)manifest["metering"]!["reports"]!).ShouldBe(1);
    }

    [Fact]
    public void Links_pipes_and_licenses_are_left_out_and_named()
    {
        using var folder = new TemporaryFolder();
        Reports(folder, "in");
        folder.Write("in/license_dev.json", """{"schema_version": "license.v1", "org": "x"}""");
        folder.Write("secret", "outside");
        File.CreateSymbolicLink(folder["in", "link"], folder["secret"]);
        var manifest = Export(folder, "in", "out", new ManualClock());
        manifest.Notes.ShouldBe(["left out, a license: license_dev.json", "left out, a link: link"]);
        manifest.Files.Select(file => file.RelPath).ShouldNotContain("license_dev.json");
    }

    [Fact]
    public async Task Tar_reads_the_archive()
    {
        using var place = new Workplace();
        place.Write("report/a.json", "{}");
        new BundleExport(ReportFolder.Open(place.At("out"), TimeProvider.System), "1.0.0", TimeProvider.System).Run(place.At("report"), CancellationToken.None);
        var listing = (await place.RunAsync("tar", "--numeric-owner", "-tvzf", "out/bundle.tar.gz")).Expect(0).Output;
        listing.ShouldMatch(@"-rw-r--r-- 0/0 +\d+ 1970-01-01 00:00 bundle_manifest\.json\n-rw-r--r-- 0/0 +2 1970-01-01 00:00 a\.json\n");
        File.ReadAllText(place.At("out", "bundle_summary.md")).ShouldContain("| a.json | report | 2 |");
    }

    [Fact]
    public void Folder_that_is_not_there_is_invalid_input()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<InvalidInputException>(() => Export(folder, "none", "out", new ManualClock())).Code.ShouldBe("folder_not_found");
    }

    private static void Reports(TemporaryFolder folder, string root)
    {
        folder.Write($"{root}/a.json", """{"schema_version": "v0"}""");
        folder.Write($"{root}/b/k8s_plan.json", "[]");
        folder.Write($"{root}/b/explain.jsonl", "{}\n");
        folder.Write($"{root}/b-c.txt", "no JSON");
    }

    private static BundleManifest Export(TemporaryFolder folder, string input, string output, TimeProvider time) =>
        new BundleExport(ReportFolder.Open(folder[output], time), "1.2.3", time).Run(folder[input], CancellationToken.None);

    private static List<(string Name, string Text)> Entries(string archive)
    {
        using var tar = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        var entries = new List<(string, string)>();
        while (tar.GetNextEntry() is { } entry)
        {
            using var reader = new StreamReader(entry.DataStream ?? Stream.Null);
            entries.Add((entry.Name, reader.ReadToEnd()));
        }
        return entries;
    }
}
