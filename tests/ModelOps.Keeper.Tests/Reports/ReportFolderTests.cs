using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ModelOps.Keeper.Reports;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Reports;

public sealed partial class ReportFolderTests
{
    [Fact]
    public void Report_is_written_under_its_time_and_as_the_latest_with_sorted_keys()
    {
        using var folder = new TemporaryFolder();
        var reports = ReportFolder.Open(Path.Combine(folder.Path, "a", "b"), TimeProvider.System);
        var latest = reports.Write("demo", "demo_latest.json", new Sample("é", new(2, 1)), SampleJson.Default.Sample);
        File.ReadAllText(latest).ShouldBe("{\n  \"inner\": {\n    \"a\": 1,\n    \"b\": 2\n  },\n  \"name\": \"\\u00E9\"\n}");
        var stamped = Directory.EnumerateFiles(reports.Path, "demo_2*.json").ShouldHaveSingleItem();
        File.ReadAllBytes(stamped).ShouldBe(File.ReadAllBytes(latest));
    }

    [Fact]
    public void Explanations_are_one_object_a_line_in_order()
    {
        using var folder = new TemporaryFolder();
        var reports = ReportFolder.Open(folder.Path, TimeProvider.System);
        reports.Explanations.Add("first", new() { ["text"] = "é\n" });
        ReportFolder.Open(folder.Path, TimeProvider.System).Explanations.Add("second", []);
        var lines = File.ReadAllLines(reports.Explanations.Path).Select(line => JsonNode.Parse(line)!).ToList();
        lines.Select(line => (string?)line["event"]).ShouldBe(["first", "second"]);
        ((string?)lines[0]["payload"]!["text"]).ShouldBe("é\n");
        ((string)lines[0]["ts"]!).ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$");
    }

    internal sealed record Sample(string Name, Inner Inner);

    internal sealed record Inner(int B, int A);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Sample))]
    private sealed partial class SampleJson : JsonSerializerContext;
}
