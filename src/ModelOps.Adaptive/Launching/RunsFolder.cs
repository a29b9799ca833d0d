using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Stores.Embedded;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Launching;

/// <summary>The runs of one local state folder.</summary>
/// <param name="path">The absolute path of the folder that holds a folder for each run.</param>
public sealed class RunsFolder(string path)
{
    /// <summary>The folder of a run, there or not.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_run</c>: the id is no plain name.</exception>
    public string FolderOf(string run)
    {
        var plain = run.Length is > 0 and <= 128 && char.IsAsciiLetterOrDigit(run[0]) && run.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return plain
            ? Path.Combine(path, run)
            : throw new InvalidInputException("invalid_run", $"'{run}' is no name of a run: expected letters, digits, '-', '_' and '.', a letter or digit first.");
    }

    /// <summary>The file whose existence asks a run's process to cancel it.</summary>
    public string CancelRequestOf(string run) => Path.Combine(FolderOf(run), "cancel-requested");

    /// <summary>The state of a run; also while another process runs it.</summary>
    /// <exception cref="NotFoundException">Code <c>run_not_found</c>, naming the nearest.</exception>
    public StudyState Read(string run) => StudyFolder.Read(Existing(run));

    /// <summary>The state of a run with its sums only; also while another process runs it.</summary>
    /// <exception cref="NotFoundException">Code <c>run_not_found</c>, naming the nearest.</exception>
    public StudyState ReadSums(string run) => StudyFolder.ReadSums(Existing(run));

    /// <summary>The trials of a run one after the other; also while another process runs it.</summary>
    /// <exception cref="NotFoundException">Code <c>run_not_found</c>, naming the nearest.</exception>
    public RecordedTrials ReadTrials(string run) => RecordedTrials.In(Existing(run));

    /// <summary>The folder of a run that exists.</summary>
    /// <exception cref="NotFoundException">Code <c>run_not_found</c>, naming the nearest.</exception>
    public string Existing(string run)
    {
        var folder = FolderOf(run);
        if (StudyFolder.HasStudy(folder)) return folder;
        var near = Nearest.To(run, Runs()) is { } name ? $" Did you mean '{name}'?" : "";
        throw new NotFoundException("run_not_found", $"There is no run '{run}' in '{path}'.{near}", "'mops adaptive list' shows the runs.");
    }

    /// <summary>The ids of all runs, in ordinal order; also of those whose journal is damaged, which is for their reader to find.</summary>
    public IReadOnlyList<string> Runs() => Directory.Exists(path)
        ? [.. Directory.EnumerateDirectories(path).Where(HasStudyOrDamage).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>
    /// Cancels a run: at once if no process runs it, otherwise by asking that process.
    /// </summary>
    /// <returns>False if another process has been asked; true if the run is cancelled.</returns>
    /// <exception cref="ConflictException">Code <c>run_ended</c>: it has ended already.</exception>
    public async Task<bool> CancelAsync(string run, TimeProvider time, CancellationToken cancellationToken)
    {
        var folder = Existing(run);
        if (StudyFolder.ReadSums(folder).Stopped is { } reason)
            throw new ConflictException("run_ended", $"Run '{run}' has ended already ({StopReasonText.Of(reason)}).");
        try
        {
            await using var store = EmbeddedStudyStore.Open(folder, new EmbeddedStoreOptions(time));
            await store.StopAsync(StopReason.Cancelled, cancellationToken);
            return true;
        }
        catch (ConflictException held) when (held.Code == "locked")
        {
            await File.WriteAllTextAsync(CancelRequestOf(run), "", cancellationToken);
            return false;
        }
    }

    private static bool HasStudyOrDamage(string folder)
    {
        try
        {
            return StudyFolder.HasStudy(folder);
        }
        catch (CorruptDataException)
        {
            return true;
        }
    }
}
