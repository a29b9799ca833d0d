using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Keeper.Passports;
using ModelOps.Keeper.Reports;

namespace ModelOps.Cli.Keeper.Passports;

/// <summary><c>keeper passport</c>: what may be done to which kind of workload.</summary>
internal static class PassportCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("passport", "What may be done to which kind of workload") 
    {
        Templates(context), Show(context), Validate(context), ObserveMaxCommand.Passport(context), ObserveMaxCommand.Report(context),
    };

    private static Command Templates(CliContext context) => new Command("templates", "List the built-in passports").Runs(parse =>
    {
        IReadOnlyList<PassportView> all = [.. PassportVocabulary.Templates.Select(name => PassportView.Of(PassportReader.Template(name)))];
        parse.Answer(context).Write(all, PassportsJson.Default.IReadOnlyListPassportView, (views, output) =>
            TextTable.Write(output, ["PASSPORT", "COOLDOWN", "STEP", "DESCRIPTION"], views.Select(view => (string[])
                [view.PassportId, $"{view.Limits.CooldownS} s", $"{view.Limits.MaxDeltaPerStep}", view.Description])));
        return ExitStatus.Ok;
    });

    private static Command Show(CliContext context)
    {
        var template = new Option<string>("--template") { HelpName = "NAME", Description = "One of 'passport templates'", Required = true };
        return new Command("show", "Show a built-in passport") { template }.Runs(parse =>
        {
            parse.Answer(context).Write(PassportView.Of(PassportReader.Template(parse.GetRequiredValue(template))), PassportsJson.Default.PassportView, Render);
            return ExitStatus.Ok;
        });
    }

    private static Command Validate(CliContext context)
    {
        var file = new Option<string>("--file") { HelpName = "FILE", Description = "The passport", Required = true };
        return new Command("validate", "Find everything that is wrong with a passport") { file }.Runs(parse =>
        {
            var path = context.Resolve(parse.GetRequiredValue(file));
            var (passport, errors) = PassportReader.Examine(InputFile.Read(path), path);
            parse.Answer(context).Write(new(errors.Count == 0, passport?.PassportId, errors), PassportsJson.Default.PassportValidation, Render);
            return errors.Count == 0 ? ExitStatus.Ok : ExitStatus.Invalid;
        });
    }

    private static void Render(PassportView view, TextWriter output)
    {
        output.Write($"passport     {view.PassportId}: {view.Description}\n");
        output.Write($"chords       {string.Join(", ", view.AllowedChords)}\n");
        output.Write($"hot knobs    {List(view.AllowedActuatorsHot)}\n");
        output.Write($"cold knobs   {List(view.AllowedActuatorsCold)}\n");
        output.Write($"limits       a step of at most {view.Limits.MaxDeltaPerStep}, {view.Limits.CooldownS} s apart, held again after {view.Limits.RelockStableIntervals} stable intervals\n");
        output.Write($"invariants   {List(view.Invariants)}\n");
        output.Write($"apply        {(view.Gates.Apply ? "yes" : "no, proposes only")}\n");
    }

    private static void Render(PassportValidation validation, TextWriter output)
    {
        output.Write(validation.Ok ? $"valid: {validation.PassportId}\n" : $"not valid: {validation.Errors.Count} {(validation.Errors.Count == 1 ? "fault" : "faults")}\n");
        foreach (var error in validation.Errors) output.Write($"  {error}\n");
    }

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
