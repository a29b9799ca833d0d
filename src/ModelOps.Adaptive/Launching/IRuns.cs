using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Running;
using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Launching;

/// <summary>Where runs are kept: on this machine, or in a database that several machines share.</summary>
public interface IRuns
{
    /// <summary>Takes the right to run a run, until disposed, if only one process may have it.</summary>
    /// <exception cref="Contracts.Errors.ConflictException">Code <c>locked</c>: another process has it.</exception>
    Task<IAsyncDisposable> HoldAsync(string run, CancellationToken cancellationToken);

    /// <summary>The state of a run, of whose trials those that are done with may be forgotten; <see langword="null"/> if there is none of the name.</summary>
    Task<StudyState?> FindAsync(string run, CancellationToken cancellationToken);

    /// <summary>The trials of a run that exists.</summary>
    Task<RecordedTrials> TrialsAsync(string run, CancellationToken cancellationToken);

    /// <summary>Opens the header's run, or creates it.</summary>
    /// <param name="header">What is created if there is none.</param>
    /// <param name="note">Told, in a sentence, of what a user should know.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IStudyStore> OpenAsync(StudyHeader header, Action<string> note, CancellationToken cancellationToken);

    /// <summary>The settings of a new runner of a run: its name, and how it hears of a request to cancel.</summary>
    Task<RunnerOptions> NewRunnerAsync(string run, CancellationToken cancellationToken);
}
