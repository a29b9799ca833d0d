using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Stores.Postgres;
using ModelOps.Adaptive.Studies;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Cli.Probes;

namespace ModelOps.Cli.Studies;

/// <summary>A runner of a study, from its environment to the study's end.</summary>
internal sealed class Worker(CliContext context, Progress progress)
{
    private readonly WorkerHealth _health = new(progress);

    /// <summary>Where simulations run.</summary>
    public required Placement Placement { get; init; }

    /// <summary>How long running simulations may take to end once the worker is asked to end.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>How long the worker may be silent before others take its trials over.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>Runs the study, to its end unless it is cancelled: then what runs is ended and committed, and the leases are given back.</summary>
    /// <param name="port">The port of the probes, or <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Asks the worker to end.</param>
    /// <returns>The study; <see langword="null"/> if it has not ended.</returns>
    public async Task<StudyAnswer?> RunAsync(int? port, CancellationToken cancellationToken)
    {
        var spec = WorkerEnvironment.ReadSpec(context);
        await using var probes = port is { } number ? ProbeServer.Start(number, _health.Paths(), context.Time) : null;
        if (probes is not null) progress.Note($"Probes on port {probes.Port}.");
        await using var central = spec.HasCentralStore ? new SharedRuns(await ConnectAsync(cancellationToken), Placement.Parallel, context.Time) : null;
        var runs = central ?? (IRuns)new LocalRuns(LocalState.Runs(context), context.Time);
        var launcher = new StudyLauncher(LocalPorts.Create(context, Placement, cached: true), runs);
        var study = await launcher.PrepareAsync(spec, run: null, cancellationToken);
        progress.Note($"Run {study.Run}");
        var state = await RunAsync(launcher, study, cancellationToken);
        return state.Stopped is null ? null : StudyAnswers.Of(state, await runs.TrialsAsync(study.Run, cancellationToken));
    }

    private async Task<StudyState> RunAsync(StudyLauncher launcher, PreparedStudy study, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource();
        await using var asked = cancellationToken.Register(() =>
        {
            _health.Draining();
            progress.Note($"Asked to end: no simulation is started any more, those that run have {Grace.TotalSeconds} s.");
            end.CancelAfter(Grace);
        });
        var options = new LaunchOptions(ExistingRun.Join, _health, progress.Note) { Running = _health.Running, Drain = cancellationToken };
        return await launcher.RunAsync(study, options, end.Token);
    }

    private Task<PostgresStudies> ConnectAsync(CancellationToken cancellationToken) =>
        WorkerConnection.OpenAsync(CentralStore.AddressOf(context, CentralStore.FromEnvironment), new(context.Time) { LeaseDuration = Lease }, progress.Note, cancellationToken);
}
