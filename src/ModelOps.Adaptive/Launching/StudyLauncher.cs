using System.Text;
using System.Text.Json.Nodes;
using ModelOps.Adaptive.Adapters;
using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Running;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Launching;

/// <summary>Brings a spec to a running study on this machine: pins, checks out, opens or creates the run, and runs it.</summary>
/// <param name="ports">What the study needs from elsewhere.</param>
/// <param name="runs">Where the runs are kept.</param>
public sealed class StudyLauncher(StudyPorts ports, IRuns runs)
{
    private const string RecordedKind = "adaptive";

    /// <summary>Pins what the spec names. Nothing is written.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="run">The run's id, or <see langword="null"/> for the one that follows from spec and content.</param>
    /// <param name="cancellationToken">Ends the pinning.</param>
    public async Task<PreparedStudy> PrepareAsync(AdaptiveSpec spec, string? run, CancellationToken cancellationToken)
    {
        var reference = spec.Model.Bundle ?? ProjectFolder.Find(spec);
        var (bundle, entrypoint) = await ports.Bundles.PinModelAsync(
            reference, spec.Directory, spec.Model.Entrypoint, [.. ProjectFolder.EntrypointsOf(spec).Skip(1)], cancellationToken);
        // A study by a model's id is the study by its entrypoint.
        spec = spec with { Model = spec.Model with { Entrypoint = entrypoint } };
        var resolved = SpecDigest.Resolve(spec);
        var specDigest = SpecDigest.Of(resolved);
        var identity = Digest.Of(Encoding.UTF8.GetBytes($"{specDigest}|{bundle.Content}"));
        return new(spec, bundle, resolved, specDigest, run ?? $"{spec.Name}-{identity.Short}");
    }

    /// <summary>Runs a study to its end, or reports it if it has ended.</summary>
    /// <returns>The study: ended, unless it was drained before.</returns>
    /// <exception cref="ConflictException">
    /// <c>run_unfinished</c> (the run exists and is neither resumed nor joined), <c>run_cancelled</c>, <c>run_differs</c> (the id
    /// belongs to another study), <c>platform_changed</c>, <c>locked</c> (another process runs it).
    /// </exception>
    public async Task<StudyState> RunAsync(PreparedStudy study, LaunchOptions options, CancellationToken cancellationToken)
    {
        await using var held = await runs.HoldAsync(study.Run, cancellationToken);
        if (await runs.FindAsync(study.Run, cancellationToken) is { } found && CheckExisting(study, found, options.Existing) is { } ended) return ended;
        await using var checkout = await ports.Bundles.CheckoutAsync(study.Bundle, cancellationToken);
        var model = new ModelBinding(study.Bundle.Content, checkout.Path, study.Spec.Model.Entrypoint)
        {
            Reference = study.Bundle.Reference,
            Environment = study.Spec.Workers.Environment,
        };
        await using var engine = ports.CreateEngine(model, study.Spec.Workers);
        var platform = await engine.PrepareAsync(cancellationToken);
        await using var adapter = await CreateAdapterAsync(study.Spec, model, cancellationToken);
        await using var targets = await UserTargets.CreateAsync(study.Spec, ports.UserCode, model, cancellationToken);
        var header = new StudyHeader(
            study.Run, study.Spec.Name, study.Resolved, study.SpecDigest, study.Bundle.Content, study.Bundle.Reference, platform, adapter?.Fingerprint)
        {
            TargetPlatforms = targets.Platforms,
        };
        await using var store = await runs.OpenAsync(header, options.Note, cancellationToken);
        // Another process may have created it since.
        CheckSame(study, store.Header);
        CheckPlatform(store.Header, header, study.Spec.AllowMixedPlatforms, options.Note);
        var evaluator = new TrialEvaluator(study.Spec.Targets, study.Spec.Algorithm.MinReplicates, targets.Targets);
        return await RunAsync(study, new(store, adapter, engine, evaluator), options, cancellationToken);
    }

    private async Task<StudyState> RunAsync(
        PreparedStudy study, StudyParts parts, LaunchOptions options, CancellationToken cancellationToken)
    {
        await ports.Recorder.BeginAsync(RecordedKind, study.Run, Facts(study), cancellationToken);
        var spec = study.Spec;
        var algorithm = parts.Adapter is null
            ? (IAskTell)new BuiltinAskTell(spec.Algorithm.CreateBuiltin(spec.Algorithm.Builtin!, spec.Space))
            : new UserAskTell(parts.Adapter, spec.Algorithm.AdapterPath, spec.Space);
        var settings = await runs.NewRunnerAsync(study.Run, cancellationToken);
        var runner = new StudyRunner(
            spec.Algorithm.Rules,
            parts.Store,
            algorithm,
            parts.Engine,
            parts.Evaluator,
            settings with { Progress = options.Progress, Drain = options.Drain });
        options.Running();
        var state = await runner.RunAsync(cancellationToken);
        if (state.Stopped is not { } reason) return state;
        var facts = Facts(study);
        facts["study_digest"] = state.Digest.ToString();
        await ports.Recorder.CompleteAsync(study.Run, StopReasonText.Of(reason), facts, cancellationToken);
        return state;
    }

    // The ended state if there is nothing to run any more.
    private static StudyState? CheckExisting(PreparedStudy study, StudyState state, ExistingRun existing)
    {
        CheckSame(study, state.Header);
        if (state.Stopped == StopReason.Cancelled && existing != ExistingRun.Join)
            throw new ConflictException("run_cancelled", $"Run '{study.Run}' was cancelled.", "Start it anew under another name with --run NAME.");
        if (state.Stopped is not null) return state;
        return existing != ExistingRun.Refuse ? null : throw new ConflictException(
            "run_unfinished",
            $"Run '{study.Run}' exists and is not finished: {state.TerminalTrials} trials have a result.",
            "Add --resume to go on with it, or --run NAME to start anew beside it.");
    }

    private static void CheckSame(PreparedStudy study, StudyHeader header)
    {
        if (header.SpecDigest == study.SpecDigest && header.Content == study.Bundle.Content) return;
        var what = header.SpecDigest != study.SpecDigest ? "spec" : "model or data";
        throw new ConflictException("run_differs", $"Run '{study.Run}' exists with another {what}.", "Choose another name with --run.");
    }

    private static void CheckPlatform(StudyHeader then, StudyHeader now, bool allowMixed, Action<string> note)
    {
        var differences = DifferencesOf(then, now);
        if (differences.Length == 0) return;
        if (!allowMixed)
        {
            throw new ConflictException(
                "platform_changed",
                $"Run '{now.Run}' was begun on another platform: {differences}.",
                "Go on where it was begun, start anew with --run NAME, or set spec.allow_mixed_platforms: true.");
        }
        note($"The platform changed and the spec allows it ({differences}); the digest is no longer comparable.");
    }

    private async Task<IUserObject?> CreateAdapterAsync(AdaptiveSpec spec, ModelBinding model, CancellationToken cancellationToken)
    {
        if (spec.Algorithm.Builtin is not null) return null;
        var adapter = await ports.UserCode.CreateAsync(
            model with { Entrypoint = spec.Algorithm.UserClass ?? AlgorithmSpec.OptunaEntrypoint }, cancellationToken);
        if (spec.Algorithm.Optuna is not null) await OptunaSampler.ConfigureAsync(adapter, spec, cancellationToken);
        return adapter;
    }

    private static string DifferencesOf(StudyHeader then, StudyHeader now)
    {
        var nothing = new PlatformFingerprint([]);
        var differences = then.Platform.DifferencesTo(now.Platform)
            .Concat((then.AdapterPlatform ?? nothing).DifferencesTo(now.AdapterPlatform ?? nothing))
            .Concat(then.TargetPlatforms.Zip(now.TargetPlatforms).SelectMany(pair => pair.First.DifferencesTo(pair.Second)));
        return string.Join("; ", differences.Distinct(StringComparer.Ordinal));
    }

    private sealed record StudyParts(IStudyStore Store, IUserObject? Adapter, ISimulationEngine Engine, TrialEvaluator Evaluator);

    private static JsonObject Facts(PreparedStudy study) => new()
    {
        ["spec_digest"] = study.SpecDigest.ToString(),
        ["content_digest"] = study.Bundle.Content.ToString(),
    };
}
