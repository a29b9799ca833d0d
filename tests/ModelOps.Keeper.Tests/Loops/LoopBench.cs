using ModelOps.Keeper.Chords;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Loops;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Telemetry;
using ModelOps.Testing.Clocks;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Loops;

/// <summary>A loop over scripted readings, with a clock that a test moves.</summary>
internal sealed class LoopBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LoopBench() => Clock.Advance(TimeSpan.FromDays(20_000));

    public ManualClock Clock { get; } = new();

    public ReportFolder Folder => ReportFolder.Open(_folder["out"], Clock);

    public string At(string name) => _folder[name];

    public LoopSettings Settings(bool apply = false) => new(
        "default", "trainer", new ChordPolicy(), new ChordCatalogReader([.. KnobRegistry.All.Select(knob => knob.Name)]).BuiltIn(), new EnvelopeLimits())
    {
        ApplyRequested = apply,
        Continues = true,
    };

    public ClosedLoop Loop(LoopSettings settings, IWorkload? workload = null) => new(settings, workload, new(null, GitDirty: false, "host"), Clock);

    public async Task<ClosedLoopReport> RunAsync(ITelemetrySource source, LoopSettings? settings = null, IWorkload? workload = null)
    {
        var chosen = settings ?? Settings();
        var memory = MemoryFile.Read(Folder, chosen.Namespace, chosen.Deployment);
        return await Loop(chosen, workload).RunAsync(new(Folder, source, null, 0), memory, next => MemoryFile.Write(Folder, next), TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();
}
