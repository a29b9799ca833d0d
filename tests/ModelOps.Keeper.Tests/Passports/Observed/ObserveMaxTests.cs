using ModelOps.Keeper.Chords;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Passports;
using ModelOps.Keeper.Passports.Observed;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Telemetry.Files;
using ModelOps.Keeper.Telemetry.Synthetic;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Passports.Observed;

public sealed class ObserveMaxTests
{
    [Theory]
    [InlineData("baseline", "NORMAL-HOLD")]
    [InlineData("burst", "NORMAL-HOLD,BURST-ABSORB")]
    [InlineData("straggler", "NORMAL-HOLD,INPUT-STRAGGLER")]
    public async Task Passport_allows_what_was_proposed_is_valid_and_applies_nothing(string scenario, string chords)
    {
        using var folder = new TemporaryFolder();
        var passport = await Observe(folder).WritePassportAsync(Synthetic(scenario), CancellationToken.None);
        string.Join(',', passport.AllowedChords).ShouldBe(chords);
        var (read, errors) = PassportReader.Examine(File.ReadAllBytes(folder[ObserveMax.PassportName]), "written");
        errors.ShouldBeEmpty();
        read!.Gates.Apply.ShouldBeFalse();
    }

    [Theory]
    [InlineData("drift")]
    [InlineData("straggler")]
    public async Task Report_names_no_chord_knob_machine_or_place(string scenario)
    {
        using var folder = new TemporaryFolder();
        var report = await Observe(folder).WriteReportAsync(Synthetic(scenario), CancellationToken.None);
        report.State.ShouldBe("incident");
        report.Proposals.Select(proposal => proposal.ProposalId).ShouldBe(Enumerable.Range(1, report.Proposals.Count).Select(number => $"P{number}"));
        report.Proposals.ShouldNotBeEmpty();
        var text = File.ReadAllText(folder[ObserveMaxReport.FileName]);
        string[] forbidden = ["/", "\\\\", "chord", "knob", "target", .. KnobRegistry.All.Select(knob => knob.Name), .. new ChordCatalogReader([.. KnobRegistry.All.Select(knob => knob.Name)]).BuiltIn().Chords.Select(chord => chord.Id)];
        foreach (var word in forbidden) text.ShouldNotContain(word, Case.Insensitive);
    }

    [Fact]
    public async Task Nothing_to_read_is_unknown_and_allows_to_hold_only()
    {
        using var folder = new TemporaryFolder();
        var source = new FileTelemetrySource(folder.Write("empty.jsonl", ""), null, TimeProvider.System);
        (await Observe(folder).WritePassportAsync(source, CancellationToken.None)).AllowedChords.ShouldBe(["NORMAL-HOLD"]);
        var report = await Observe(folder).WriteReportAsync(source, CancellationToken.None);
        (report.State, report.Proposals.Count).ShouldBe(("unknown", 0));
    }

    private static ObserveMax Observe(TemporaryFolder folder) => new(ReportFolder.Open(folder.Path, TimeProvider.System), TimeProvider.System);

    private static SyntheticTelemetrySource Synthetic(string scenario) => new(SyntheticTelemetrySource.Known(scenario), 60_000, TimeProvider.System);
}
