using System.Globalization;
using System.Text.Json;
using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Cli.Simulations;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Cli.Studies;

/// <summary>Makes answers of a study's state.</summary>
internal static class StudyAnswers
{
    private const string Unfinished = "unfinished";

    /// <summary>The answer of <c>run</c> and <c>status</c>.</summary>
    /// <param name="state">The study, also one that has forgotten its trials.</param>
    /// <param name="trials">Its trials; read only where something of one is told.</param>
    public static StudyAnswer Of(StudyState state, RecordedTrials trials) => new(
        state.Header.Run,
        StatusOf(state),
        state.Digest.ToString(),
        state.IsReproducible,
        state.Environmental,
        state.Results,
        state.FailedTrials,
        state.Simulated,
        state.Best is { } best ? new BestTrial(best.Number, ToJson(best.Parameters), best.Result!.Loss) { Losses = LossesOf(state.Header, best) } : null,
        ConfirmedAnswer.Of(state, trials.Read()) is { } answer
            ? new AnswerOfStudy(answer.Trial.Number, ToJson(answer.Trial.Parameters), answer.Loss, answer.Low, answer.High, answer.Repetitions)
            : null,
        ResolvedSpec.TargetNamesOf(state.Header.Spec).Count == 0,
        state.Header.SpecDigest.ToString(),
        state.Header.Content.ToString(),
        state.Header.Platform.Facts,
        state.FailedSimulations + state.FailedTrials > 0 ? [.. FailuresOf(trials)] : []);

    /// <summary><c>unfinished</c>, or why the study ended.</summary>
    public static string StatusOf(StudyState state) => StatusOf(state.Stopped);

    /// <summary><c>unfinished</c>, or the reason.</summary>
    public static string StatusOf(StopReason? stopped) => stopped is { } reason ? StopReasonText.Of(reason) : Unfinished;

    /// <summary>The row of a trial.</summary>
    public static TrialRow RowOf(StudyHeader study, Trial trial) => new(
        trial.Number,
        trial.Round,
        ToJson(trial.Parameters),
        trial.Parameters.Id,
        [.. trial.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture))],
        trial.Seeds.Count,
        trial.Succeeded,
        trial.Result is { } result ? TrialStatusText.Of(result.Status) : "running",
        trial.Result is { Status: TrialStatus.Completed } completed ? completed.Loss : null,
        trial.IsEnvironmental,
        ErrorsOf(trial).Select(failed => failed.Error).FirstOrDefault())
    {
        Losses = LossesOf(study, trial),
        Continues = trial.Continues,
        Traceback = (trial.Failure?.Error ?? trial.Replicates.Select(replicate => replicate?.Error).FirstOrDefault(error => error is not null))
            is { Traceback: { Length: > 0 } traceback } ? traceback : null,
    };

    /// <summary>The replicates that did not complete, each with the command that runs it again.</summary>
    public static IEnumerable<FailedReplicate> FailuresOf(RecordedTrials trials) => trials.Read().SelectMany(trial => FailuresOf(trials.Header, trial));

    /// <summary>The command that runs one replicate of a trial again.</summary>
    public static string RerunOf(StudyHeader study, Trial trial, int replicate) => ShellText.Rerun(
        study.Spec["model"]!["entrypoint"]!.GetValue<string>(),
        study.Bundle,
        trial.Parameters.Canonical,
        trial.Seeds[replicate].ToString(CultureInfo.InvariantCulture));

    /// <summary>Parameters as JSON.</summary>
    public static JsonElement ToJson(ParameterSet parameters)
    {
        using var document = JsonDocument.Parse(parameters.Canonical);
        return document.RootElement.Clone();
    }

    private static Dictionary<string, double>? LossesOf(StudyHeader study, Trial trial) => trial.Losses.Count == 0
        ? null
        : ResolvedSpec.TargetNamesOf(study.Spec).Zip(trial.Losses).ToDictionary(loss => loss.First, loss => loss.Second, StringComparer.Ordinal);

    private static IEnumerable<FailedReplicate> FailuresOf(StudyHeader study, Trial trial)
    {
        foreach (var (replicate, error) in ErrorsOf(trial))
        {
            var seed = trial.Seeds[replicate].ToString(CultureInfo.InvariantCulture);
            yield return new(trial.Number, trial.Parameters.Canonical, seed, error, RerunOf(study, trial, replicate));
        }
    }

    // What went wrong by replicate. A trial whose replicates all completed and that failed has a loss that is no finite number.
    private static IEnumerable<(int Replicate, string Error)> ErrorsOf(Trial trial)
    {
        var errors = trial.Replicates.Index().Where(entry => entry.Item?.Error is not null).ToList();
        // What the target makes of the replicates is seen by running one of them.
        if (trial.Failure is { } failure) yield return (0, $"{failure.Error.Type}: {failure.Error.Message}");
        foreach (var (replicate, result) in errors) yield return (replicate, $"{result!.Error!.Type}: {result.Error.Message}");
        if (errors.Count == 0 && trial.Failure is null && trial.Result is { Status: not TrialStatus.Completed })
            yield return (0, "NonFiniteLoss: the loss is NaN or infinite, most often because the model gave such a value where there is an observation");
    }
}
