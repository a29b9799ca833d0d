using System.CommandLine;
using ModelOps.Adaptive.Coverage.Journals;
using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Reporting;
using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Sources;
using ModelOps.Adaptive.Studies;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive report</c>: a run as one HTML file.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var run = RunArgument.Create(context);
        var dsn = DsnOption.Create();
        var output = new Option<string?>("--out", "-o") { HelpName = "FILE", Description = "Where to write it; NAME-report.html in the working directory by default" };
        var observed = new Option<string[]>("--observed") { HelpName = "FILE", Description = "An observed file, if it is no longer in the model's folder; may be given several times" };
        return new Command("report", "Write a run as one HTML file: fit, parameters, sensitivity, provenance") { run, output, observed, dsn }.Runs(async (parse, cancellationToken) =>
        {
            var files = (parse.GetValue(observed) ?? []).Select(file => Existing(context, file)).ToList();
            await using var recorded = await RecordedRun.OpenAsync(context, parse.GetValue(dsn), parse.GetRequiredValue(run), cancellationToken);
            var checks = CoverageJournal.ReadAll(LocalState.Checks(context), recorded.State.Header.Run, recorded.State.Digest.ToString());
            var source = await SourceAsync(recorded, files, cancellationToken) with { Checks = checks };
            var findings = StudyFindings.Of(source);
            var path = context.Resolve(parse.GetValue(output) ?? $"{PlainName(source.State.Header.Name)}-report.html");
            if (Directory.Exists(path)) throw new InvalidInputException("not_a_file", $"'{path}' is a folder; --out takes the name of a file.");
            if (!Directory.Exists(Path.GetDirectoryName(path))) throw new InvalidInputException("folder_not_found", $"There is no folder '{Path.GetDirectoryName(path)}' to write the report to.");
            AtomicFile.Write(path, StudyReport.Write(source, findings));
            parse.Answer(context).Write(ReportAnswer.Of(path, source, findings), StudiesJson.Default.ReportAnswer, ReportAnswer.Render);
            return ExitStatus.Ok;
        });
    }

    private static async Task<ReportSource> SourceAsync(RecordedRun run, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var state = run.State;
        var targets = RecordedTarget.Of(state.Header);
        var found = ObservedFiles.Find(targets, state.Header.Bundle, files);
        var missing = targets.Where(target => found.All(known => known.ObservedDigest != target.Observed)).ToList();
        var note = missing.Count == 0 ? null :
            $"The fit of {string.Join(" and ", missing.Select(target => target.Definition.Name))} can't be drawn: the observed file is no longer in '{state.Header.Bundle}' "
            + $"with the content that the study used ({string.Join(", ", missing.Select(target => target.Observed).Distinct())}). Name it with --observed FILE.";
        var posterior = RecordedPosterior.TrialsOf(state, await RecordedPosterior.OfAsync(state, cancellationToken));
        var shown = FittedTrials.Of(state, posterior);
        var fit = await RecordedFit.OfAsync(run.Tables, shown.Trials, found, cancellationToken);
        var failures = StudyAnswers.FailuresOf(run.Trials).Select(failure => new ReportFailure(failure.Trial, failure.Params, failure.Seed, failure.Error, failure.Rerun));
        return new(state, fit, note, [.. failures], RerunOf(state)) { Posterior = posterior, FitOf = shown.Name };
    }

    private static string? RerunOf(StudyState state) => state.Best is { } best ? StudyAnswers.RerunOf(state.Header, best, replicate: 0) : null;

    /// <summary>The absolute path of an observed file that the command line names.</summary>
    /// <exception cref="InvalidInputException">Code <c>file_not_found</c>.</exception>
    internal static string Existing(CliContext context, string file) => File.Exists(context.Resolve(file))
        ? context.Resolve(file)
        : throw new InvalidInputException("file_not_found", $"There is no file '{file}'.");

    private static string PlainName(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')) is { Length: > 0 } plain ? plain : "study";
}
