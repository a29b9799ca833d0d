using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Keeper.Chords;
using ModelOps.Keeper.Chords.Validation;
using ModelOps.Keeper.Knobs;

namespace ModelOps.Cli.Keeper.Chords;

/// <summary><c>keeper chords</c>: the catalog of macro-operations.</summary>
internal static class ChordsCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("chords", "The catalog of operations that the keeper may apply") { Validate(context) };

    /// <summary>The catalog reader, which knows the keeper's knobs.</summary>
    public static ChordCatalogReader Reader() => new([.. KnobRegistry.All.Select(knob => knob.Name)]);

    private static Command Validate(CliContext context)
    {
        var catalog = new Option<string?>("--catalog") { HelpName = "FILE", Description = "The catalog; the built-in one if not given" };
        var output = OutOption.Create("report/_chords_validate");
        return new Command("validate", "Find everything that is wrong with a catalog") { catalog, output }.Runs(parse =>
        {
            var path = parse.GetValue(catalog) is { } named ? context.Resolve(named) : null;
            var report = new ChordsValidation(Reader()).Run(path, OutOption.Open(context, parse.GetRequiredValue(output)));
            parse.Answer(context).Write(report, ChordsJson.Default.ChordsValidateReport, Render);
            return report.Ok ? ExitStatus.Ok : ExitStatus.Invalid;
        });
    }

    private static void Render(ChordsValidateReport report, TextWriter output)
    {
        output.Write(report.Ok
            ? $"valid: {report.ChordCount} chords ({string.Join(", ", report.ChordIds)})\n"
            : $"not valid: {report.Errors.Count} {(report.Errors.Count == 1 ? "fault" : "faults")}\n");
        foreach (var error in report.Errors) output.Write($"  {error}\n");
    }
}
