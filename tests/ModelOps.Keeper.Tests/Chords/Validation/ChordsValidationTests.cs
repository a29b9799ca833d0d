using System.Text.Json.Nodes;
using ModelOps.Keeper.Chords.Validation;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Reports;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Chords.Validation;

public sealed class ChordsValidationTests
{
    private static readonly ChordsValidation Validation = new(new([.. KnobRegistry.All.Select(knob => knob.Name)]));

    [Fact]
    public void Report_has_exactly_its_five_fields()
    {
        using var folder = new TemporaryFolder();
        var reports = ReportFolder.Open(folder.Path, TimeProvider.System);
        Validation.Run(null, reports).Ok.ShouldBeTrue();
        var report = JsonNode.Parse(File.ReadAllText(folder["chords_validate_latest.json"]))!.AsObject();
        report.Select(field => field.Key).ShouldBe(["chord_count", "chord_ids", "errors", "ok", "schema_version"]);
        ((int)report["chord_count"]!).ShouldBe(9);
    }

    [Fact]
    public void File_that_is_not_there_is_an_error_in_the_report()
    {
        using var folder = new TemporaryFolder();
        var report = Validation.Run(folder["none.json"], ReportFolder.Open(folder.Path, TimeProvider.System));
        report.Ok.ShouldBeFalse();
        report.Errors.ShouldHaveSingleItem().ShouldContain("none.json");
    }
}
