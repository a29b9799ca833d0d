using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Logs;

namespace ModelOps.Adaptive.Coverage.Journals;

/// <summary>
/// The repeats of one check in a folder of their own, each durable when it has been added, so that an interrupted check goes on behind
/// the last one. One process writes.
/// </summary>
public sealed class CoverageJournal : IDisposable
{
    private const int Format = 1;

    private readonly SegmentedLog _log;
    private readonly List<RepeatedFit> _repeats;

    private CoverageJournal(SegmentedLog log, CoverageCheck check)
    {
        _log = log;
        Subject = check.Subject;
        _repeats = [.. check.Repeats];
    }

    /// <summary>What the check is of.</summary>
    public CoverageSubject Subject { get; }

    /// <summary>The repeats so far.</summary>
    public IReadOnlyList<RepeatedFit> Repeats => _repeats;

    /// <summary>The folder of a study's check below the one that keeps the checks of all runs.</summary>
    /// <param name="checks">The folder of all checks.</param>
    /// <param name="subject">The check.</param>
    public static string FolderOf(string checks, CoverageSubject subject) => FolderOf(checks, subject.Run, subject.StudyDigest, subject.Truths);

    /// <summary>The checks of a study that have a repeat, those by <see cref="TruthSource.Prior"/> first.</summary>
    /// <param name="checks">The folder of all checks; it need not exist.</param>
    /// <param name="run">The run.</param>
    /// <param name="studyDigest">Its study digest, as text.</param>
    /// <exception cref="CorruptDataException">A journal is not what was written.</exception>
    public static IReadOnlyList<CoverageCheck> ReadAll(string checks, string run, string studyDigest) =>
    [
        .. from truths in Enum.GetValues<TruthSource>()
           let folder = FolderOf(checks, run, studyDigest, truths)
           where Directory.Exists(folder)
           let check = Read(SegmentedLog.ReadAll(folder))
           where check is { Repeats.Count: > 0 }
           select check,
    ];

    /// <summary>Opens a check's journal to go on with it, or creates it.</summary>
    /// <param name="checks">The folder of all checks.</param>
    /// <param name="subject">The check.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConflictException">Code <c>locked</c>: another process works on it. Code <c>check_differs</c>: it was begun otherwise.</exception>
    public static async Task<CoverageJournal> OpenAsync(string checks, CoverageSubject subject, CancellationToken cancellationToken)
    {
        var folder = FolderOf(checks, subject);
        var log = SegmentedLog.Open(folder, new() { Purpose = $"The check of run '{subject.Run}'" });
        var opened = default(CoverageJournal);
        try
        {
            if (Read(log.Read()) is not { } check)
            {
                log.Append(JsonSerializer.SerializeToUtf8Bytes(ToRecord(subject), CoverageJson.Default.CoverageRecord));
                await log.FlushAsync(cancellationToken);
                check = new(subject, []);
            }
            if (check.Subject != subject)
                throw new ConflictException("check_differs", $"The check in '{folder}' was begun with other data than this one.", $"Remove the folder '{folder}' to begin it anew.");
            return opened = new(log, check);
        }
        finally
        {
            if (opened is null) log.Dispose();
        }
    }

    /// <summary>Adds the next repeat and makes it durable.</summary>
    public async Task AddAsync(RepeatedFit repeat, CancellationToken cancellationToken)
    {
        if (repeat.Number != _repeats.Count) throw new InvalidOperationException($"Repeat {repeat.Number} can't follow {_repeats.Count} repeats.");
        _log.Append(JsonSerializer.SerializeToUtf8Bytes(new CoverageRecord { Repeat = repeat }, CoverageJson.Default.CoverageRecord));
        await _log.FlushAsync(cancellationToken);
        _repeats.Add(repeat);
    }

    /// <summary>Frees the journal for other processes.</summary>
    public void Dispose() => _log.Dispose();

    private static string FolderOf(string checks, string run, string studyDigest, TruthSource truths) =>
        Path.Combine(checks, run, $"{studyDigest.AsSpan(studyDigest.IndexOf(':', StringComparison.Ordinal) + 1, 12)}-{CoverageNames.Of(truths)}");

    private static CoverageCheck? Read(IEnumerable<LogRecord> records)
    {
        var subject = default(CoverageSubject);
        var repeats = new List<RepeatedFit>();
        foreach (var record in records)
        {
            var read = Decode(record);
            if (subject is null) subject = ToSubject(read, record.Position);
            else repeats.Add(read.Repeat ?? throw Corrupt(record.Position, "it is no repeat"));
        }
        return subject is null ? null : new(subject, repeats);
    }

    private static CoverageRecord Decode(LogRecord record)
    {
        try
        {
            return JsonSerializer.Deserialize(record.Payload.Span, CoverageJson.Default.CoverageRecord) ?? throw Corrupt(record.Position, "it is null");
        }
        catch (JsonException fault)
        {
            throw Corrupt(record.Position, fault.Message, fault);
        }
    }

    private static CoverageSubject ToSubject(CoverageRecord record, long position)
    {
        if (record.Format > Format)
            throw new ConflictException("newer_format", $"The check was written in format {record.Format}; this version reads up to {Format}.", "Use the version of mops that wrote it, or a later one.");
        try
        {
            return new(record.Run!, record.StudyDigest!, CoverageNames.Parse(record.Truths!), CoverageNames.ParseIntervals(record.Intervals!), record.HasChance ?? false, record.Noise!);
        }
        catch (FormatException fault)
        {
            throw Corrupt(position, fault.Message, fault);
        }
    }

    private static CoverageRecord ToRecord(CoverageSubject subject) => new()
    {
        Format = Format,
        Run = subject.Run,
        StudyDigest = subject.StudyDigest,
        Truths = CoverageNames.Of(subject.Truths),
        Intervals = CoverageNames.Of(subject.Intervals),
        HasChance = subject.HasChance,
        Noise = subject.Noise,
    };

    private static CorruptDataException Corrupt(long position, string what, Exception? cause = null) =>
        new("corrupt_check", $"Record {position} of the check's journal is not what was written: {what}.", "Remove its folder below '.modelops/checks' and check again.", cause);
}
