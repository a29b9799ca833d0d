using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Logs;

namespace ModelOps.Adaptive.Stores.Embedded;

/// <summary>The folder of one run: where its parts lie, and how it is read without being opened for writing.</summary>
public static class StudyFolder
{
    /// <summary>Whether the folder holds a study.</summary>
    public static bool HasStudy(string folder) =>
        Directory.Exists(JournalOf(folder)) && SegmentedLog.ReadAll(JournalOf(folder)).Any();

    /// <summary>The state of a run, also while another process writes it.</summary>
    /// <exception cref="NotFoundException">Code <c>run_not_found</c>.</exception>
    /// <exception cref="CorruptDataException">The journal is not what was written.</exception>
    public static StudyState Read(string folder) =>
        Directory.Exists(JournalOf(folder)) ? Fold(SegmentedLog.ReadAll(JournalOf(folder)), folder).State : throw NotFound(folder);

    /// <summary>The folder of the output tables.</summary>
    public static string TablesOf(string folder) => Path.Combine(folder, "tables");

    internal static string JournalOf(string folder) => Path.Combine(folder, "journal");

    internal static NotFoundException NotFound(string folder) => new(
        "run_not_found", $"There is no run '{Path.GetFileName(folder)}'.", "'mops adaptive list' shows the runs.");

    internal static (List<StudyEvent> Events, StudyState State) Fold(IEnumerable<LogRecord> records, string folder)
    {
        var events = new List<StudyEvent>();
        StudyState? state = null;
        foreach (var record in records)
        {
            var next = JournalCodec.Decode(record.Payload.Span, record.Position);
            if (state is not null) state.Apply(next);
            else if (next is StudyEvent.Created created) state = new(created.Header);
            else throw new CorruptDataException("corrupt_study", $"The journal of run '{Path.GetFileName(folder)}' does not begin with the study.");
            events.Add(next);
        }
        // A process that was killed before its first record was durable leaves an empty journal: there is no run.
        return state is null ? throw NotFound(folder) : (events, state);
    }
}
