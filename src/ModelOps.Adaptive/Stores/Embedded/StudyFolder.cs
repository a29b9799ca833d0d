using ModelOps.Adaptive.Stores.Journals;
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
        Directory.Exists(JournalOf(folder)) ? Fold(SegmentedLog.ReadAll(JournalOf(folder)), folder, (_, _) => { }) : throw NotFound(folder);

    /// <summary>The state of a run as <see cref="Read"/> gives it, with its sums only: it has forgotten the trials that are done with.</summary>
    /// <inheritdoc cref="Read" path="/exception" />
    public static StudyState ReadSums(string folder)
    {
        var (header, events) = ReadEvents(folder);
        return TrialStream.SumOf(header, events);
    }

    /// <summary>What the study of a run is, and the events behind the first one as they were now, read anew for each enumeration.</summary>
    /// <exception cref="NotFoundException">Code <c>run_not_found</c>.</exception>
    /// <exception cref="CorruptDataException">The journal is not what was written.</exception>
    public static (StudyHeader Header, IEnumerable<StudyEvent> Events) ReadEvents(string folder)
    {
        if (!Directory.Exists(JournalOf(folder))) throw NotFound(folder);
        var records = SegmentedLog.ReadAll(JournalOf(folder));
        var header = HeaderOf(records.Take(1).Select(Decode).FirstOrDefault() ?? throw NotFound(folder), folder);
        return (header, records.Skip(1).Select(Decode));
    }

    /// <summary>The folder of the output tables.</summary>
    public static string TablesOf(string folder) => Path.Combine(folder, "tables");

    internal static string JournalOf(string folder) => Path.Combine(folder, "journal");

    internal static NotFoundException NotFound(string folder) => new(
        "run_not_found", $"There is no run '{Path.GetFileName(folder)}'.", "'mops adaptive list' shows the runs.");

    internal static StudyState Fold(IEnumerable<LogRecord> records, string folder, Action<StudyState, StudyEvent> read)
    {
        StudyState? state = null;
        foreach (var next in records.Select(Decode))
        {
            if (state is null) state = new(HeaderOf(next, folder));
            else state.Apply(next);
            read(state, next);
        }
        // A process that was killed before its first record was durable leaves an empty journal: there is no run.
        return state ?? throw NotFound(folder);
    }

    internal static StudyEvent Decode(LogRecord record) => JournalCodec.Decode(record.Payload.Span, record.Position);

    private static StudyHeader HeaderOf(StudyEvent first, string folder) => first is StudyEvent.Created created
        ? created.Header
        : throw new CorruptDataException("corrupt_study", $"The journal of run '{Path.GetFileName(folder)}' does not begin with the study.");
}
