using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Running;
using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Stores.Embedded;
using ModelOps.Adaptive.Studies;
using ModelOps.Durability.Locks;

namespace ModelOps.Adaptive.Launching;

/// <summary>Runs in a folder of this machine, each run by one process at a time.</summary>
/// <param name="folder">The folder.</param>
/// <param name="time">The clock.</param>
public sealed class LocalRuns(RunsFolder folder, TimeProvider time) : IRuns
{
    /// <inheritdoc />
    public Task<IAsyncDisposable> HoldAsync(string run, CancellationToken cancellationToken)
    {
        var path = folder.FolderOf(run);
        Directory.CreateDirectory(path);
        var held = FileLock.Acquire(Path.Combine(path, "lock"), $"Run '{run}'");
        File.Delete(folder.CancelRequestOf(run));
        return Task.FromResult<IAsyncDisposable>(new HeldRun(path, held));
    }

    /// <inheritdoc />
    public Task<StudyState?> FindAsync(string run, CancellationToken cancellationToken)
    {
        var path = folder.FolderOf(run);
        return Task.FromResult(StudyFolder.HasStudy(path) ? StudyFolder.ReadSums(path) : null);
    }

    /// <inheritdoc />
    public Task<RecordedTrials> TrialsAsync(string run, CancellationToken cancellationToken) => Task.FromResult(folder.ReadTrials(run));

    /// <inheritdoc />
    public async Task<IStudyStore> OpenAsync(StudyHeader header, Action<string> note, CancellationToken cancellationToken)
    {
        var path = folder.FolderOf(header.Run);
        var settings = new EmbeddedStoreOptions(time);
        if (!StudyFolder.HasStudy(path)) return await EmbeddedStudyStore.CreateAsync(path, header, settings, cancellationToken);
        var store = EmbeddedStudyStore.Open(path, settings);
        if (store.Recovery is { } torn)
            note($"The journal's end was torn and has been repaired: {torn.DroppedBytes} bytes that were never acknowledged were dropped.");
        return store;
    }

    /// <inheritdoc />
    public Task<RunnerOptions> NewRunnerAsync(string run, CancellationToken cancellationToken) => Task.FromResult(
        new RunnerOptions($"local-{Environment.ProcessId}", time) { CancelRequested = () => File.Exists(folder.CancelRequestOf(run)) });

    private sealed class HeldRun(string path, FileLock held) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            // A run that was not begun leaves nothing behind.
            if (!StudyFolder.HasStudy(path)) Directory.Delete(path, recursive: true);
            held.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
