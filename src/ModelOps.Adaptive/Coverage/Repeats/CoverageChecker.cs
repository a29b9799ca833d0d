using ModelOps.Adaptive.Coverage.Journals;
using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Sources;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Coverage.Repeats;

/// <summary>
/// Checks how far a study's intervals can be trusted: simulates data whose truth is known, fits them like the study's own, and counts how
/// often the intervals contain the truth. Every repeat is recorded when it is done, so that an interrupted check goes on.
/// </summary>
/// <param name="ports">What the study needs from elsewhere.</param>
/// <param name="time">The clock.</param>
public sealed class CoverageChecker(StudyPorts ports, TimeProvider time)
{
    private static readonly WorkersSpec UsualWorkers = new(Replicas: 1, Timeout: null, Retries: 2);

    /// <summary>Checks a study.</summary>
    /// <returns>The first so many repeats.</returns>
    /// <exception cref="InvalidInputException">
    /// The study can't be checked: <c>run_not_ended</c>, <c>nothing_to_check</c> (no trial completed, or no parameter is a number),
    /// <c>algorithm_not_repeatable</c> (it is none of the built-in ones), <c>no_observations_to_replace</c> (no targets with observations, or
    /// targets of the user's own beside them), <c>no_posterior</c> (no population is complete), <c>observed_not_found</c>.
    /// </exception>
    /// <exception cref="ConflictException"><c>content_changed</c>: the model is not the one of the study. And those of <see cref="CoverageJournal.OpenAsync"/>.</exception>
    public async Task<CoverageCheck> RunAsync(StudyState study, CoverageOptions options, CancellationToken cancellationToken)
    {
        RequireCheckable(study);
        var entrypoint = Entrypoint.Parse(study.Header.Spec["model"]!["entrypoint"]!.GetValue<string>());
        var (bundle, _) = await ports.Bundles.PinModelAsync(study.Header.Bundle, Path.GetPathRoot(options.Checks)!, entrypoint, [], cancellationToken);
        if (bundle.Content != study.Header.Content)
            throw new ConflictException("content_changed", $"The model in '{study.Header.Bundle}' is not the one of run '{study.Header.Run}' any more: {bundle.Content}, expected {study.Header.Content}.", "Restore the folder, or run the study again.");
        await using var checkout = await ports.Bundles.CheckoutAsync(bundle, cancellationToken);
        var targets = TargetsOf(study, checkout.Path, options.ObservedFiles);
        await using var engine = ports.CreateEngine(new(bundle.Content, checkout.Path, entrypoint), UsualWorkers);
        await engine.PrepareAsync(cancellationToken);
        return await RepeatAsync(study, targets, engine, options, cancellationToken);
    }

    private async Task<CoverageCheck> RepeatAsync(
        StudyState study, IReadOnlyList<TargetSpec> targets, ISimulationEngine engine, CoverageOptions options, CancellationToken cancellationToken)
    {
        var repeated = new RepeatedStudy(study, targets, engine, time);
        var hasChance = await repeated.HasChanceAsync(cancellationToken);
        var kind = KindOf(study, targets);
        var truths = options.Truths ?? (kind == IntervalKind.Posterior ? TruthSource.Prior : TruthSource.Answer);
        var subject = new CoverageSubject(study.Header.Run, study.Digest.ToString(), truths, kind, hasChance, DataErrors.Describe(targets, hasChance));
        var source = new Truths(repeated.Space, truths == TruthSource.Prior ? null : await AnswerOfAsync(study, kind, cancellationToken));
        var errors = DataErrors.Of(targets, study.Best!, hasChance);
        var intervals = new FitIntervals(repeated.Space, targets, kind);
        using var journal = await CoverageJournal.OpenAsync(options.Checks, subject, cancellationToken);
        for (var next = journal.Repeats.Count; next < options.Repeats; next++)
        {
            options.Progress?.Report(next);
            await journal.AddAsync(await repeated.RunAsync(next, source, errors, intervals, cancellationToken), cancellationToken);
        }
        options.Progress?.Report(options.Repeats);
        return new(subject, [.. journal.Repeats.Take(options.Repeats)]);
    }

    private static async Task<IReadOnlyList<WeightedPoint>> AnswerOfAsync(StudyState study, IntervalKind kind, CancellationToken cancellationToken)
    {
        var best = ConfirmedAnswer.Of(study)?.Trial ?? study.Best!;
        if (kind != IntervalKind.Posterior) return [new(best.Parameters, best.Result!.Loss, 1)];
        var sample = await RecordedPosterior.OfAsync(study, cancellationToken);
        return sample.Count > 0 ? sample : throw new InvalidInputException("no_posterior", $"Run '{study.Header.Run}' has no complete population to draw truths from.", "Use --truths prior, or give the study more trials.");
    }

    private static IntervalKind KindOf(StudyState study, IReadOnlyList<TargetSpec> targets)
    {
        if (RecordedPosterior.IsSampled(study.Header)) return IntervalKind.Posterior;
        var fit = targets.Select(target => new AlignedTarget(target.Definition, target.Observed, []));
        return StudyFindings.Of(new ReportSource(study, [.. fit], null, [], null)).HasLikelihood ? IntervalKind.LikelihoodRange : IntervalKind.LossRange;
    }

    private static IReadOnlyList<TargetSpec> TargetsOf(StudyState study, string folder, IReadOnlyList<string> files)
    {
        var recorded = RecordedTarget.Of(study.Header);
        var found = ObservedFiles.Find(recorded, folder, files);
        if (found.Count == recorded.Count) return found;
        var missing = recorded.First(target => found.All(known => known.ObservedDigest != target.Observed));
        throw new InvalidInputException(
            "observed_not_found", $"The observed file of {missing.Definition.Name} is not in '{study.Header.Bundle}' with the content that the study used ({missing.Observed}).", "Name it with --observed FILE.");
    }

    private static void RequireCheckable(StudyState study)
    {
        var (run, spec) = (study.Header.Run, study.Header.Spec);
        if (study.Stopped is null)
            throw new InvalidInputException("run_not_ended", $"Run '{run}' has not ended; a check repeats the whole fit.", "Go on with it: mops adaptive run -f SPEC --resume");
        var path = spec["algorithm"]!["adapter_path"]!.GetValue<string>();
        if (ResolvedSpec.AlgorithmOf(spec).Builtin is null)
            throw new InvalidInputException("algorithm_not_repeatable", $"Run '{run}' is by '{path}'; only fits by the built-in algorithms are repeated.", "Check a run of the same spec with a built-in algorithm, such as builtin:abc_smc.");
        if (RecordedTarget.Of(study.Header).Count == 0 || spec["objective"]?["user_targets"] is not null)
            throw new InvalidInputException("no_observations_to_replace", $"Run '{run}' has {(RecordedTarget.Of(study.Header).Count == 0 ? "no target with observations" : "targets of your own")}, for which no synthetic data can be made.", "Only targets with an 'observed' file can be checked.");
        if (study.Best is null) throw new InvalidInputException("nothing_to_check", $"No trial of run '{run}' completed.");
        if (ResolvedSpec.SpaceOf(spec).Free.All(parameter => parameter is Spaces.CategoricalParameter))
            throw new InvalidInputException("nothing_to_check", $"Run '{run}' has no free parameter that is a number, and so no interval.");
    }
}
