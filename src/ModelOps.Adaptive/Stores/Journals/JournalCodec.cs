using System.Globalization;
using System.Text.Json;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Stores.Journals;

/// <summary>The journal's one reader and writer: an event is one JSON object in one record of the log.</summary>
internal static class JournalCodec
{
    /// <summary>The version of the format that this code writes; a larger one is refused.</summary>
    public const int Format = 1;

    /// <summary>The bytes of an event.</summary>
    public static byte[] Encode(StudyEvent happened) => JsonSerializer.SerializeToUtf8Bytes(ToRecord(happened), JournalContext.Default.JournalRecord);

    /// <summary>The event of some bytes; what does not fit is code <c>corrupt_journal</c>, a newer format <c>newer_format</c>.</summary>
    /// <param name="bytes">One record of the log.</param>
    /// <param name="position">Its position, for the message.</param>
    public static StudyEvent Decode(ReadOnlySpan<byte> bytes, long position)
    {
        try
        {
            var record = JsonSerializer.Deserialize(bytes, JournalContext.Default.JournalRecord)
                ?? throw new FormatException("the record is null");
            return record.Format > Format ? throw NewerFormat(record.Format.Value) : FromRecord(record);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or OverflowException or ArgumentException or InvalidInputException)
        {
            if (IsNewer(bytes, out var format)) throw NewerFormat(format);
            throw new CorruptDataException(
                "corrupt_journal",
                $"Record {position} of the journal is no event of a study: {fault.Message}",
                "Restore the run's folder from a copy, or start the study again under another name with --run.",
                fault);
        }
    }

    private static JournalRecord ToRecord(StudyEvent happened) => happened switch
    {
        StudyEvent.Created(var header) => ToRecord(header),
        StudyEvent.RoundAppended round => new()
        {
            Event = "round",
            Round = round.Round,
            Proposals = [.. round.Proposals.Select(proposal => new JournalProposal(
                proposal.Parameters.Canonical,
                [.. proposal.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture))],
                proposal.IsFirstPart ? true : null,
                proposal.Continues))],
        },
        StudyEvent.ReplicateRecorded(var result) => new()
        {
            Event = "replicate",
            Trial = result.Trial,
            Replicate = result.Replicate,
            Status = SimulationStatusText.Of(result.Status),
            Tables = result.Tables.Count == 0 ? null : result.Tables.ToDictionary(table => table.Key, table => table.Value.ToString(), StringComparer.Ordinal),
            Error = ToRecord(result.Error),
        },
        StudyEvent.TrialTold told => new()
        {
            Event = "told",
            Trial = told.Trial,
            Status = TrialStatusText.Of(told.Status),
            Loss = double.IsNaN(told.Loss) ? null : told.Loss,
            Losses = told.Losses.Count == 0 ? null : told.Losses,
            Error = ToRecord(told.Failure?.Error),
            Environmental = told.Failure is { IsEnvironmental: true } ? true : null,
        },
        StudyEvent.Stopped stopped => new() { Event = "stopped", Reason = StopReasonText.Of(stopped.Reason), StudyDigest = stopped.Digest.ToString() },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} has no form in the journal."),
    };

    private static JournalError? ToRecord(SimulationError? error) => error is null ? null : new(error.Type, error.Message, error.Traceback);

    private static JournalRecord ToRecord(StudyHeader header) => new()
    {
        Event = "created",
        Format = Format,
        Run = header.Run,
        Name = header.Name,
        Spec = header.Spec,
        SpecDigest = header.SpecDigest.ToString(),
        Content = header.Content.ToString(),
        Bundle = header.Bundle,
        Platform = header.Platform.Facts,
        AdapterPlatform = header.AdapterPlatform?.Facts,
        TargetPlatforms = header.TargetPlatforms.Count == 0 ? null : [.. header.TargetPlatforms.Select(platform => platform.Facts)],
    };

    private static StudyEvent FromRecord(JournalRecord record) => record.Event switch
    {
        "created" => new StudyEvent.Created(ToHeader(record)),
        "round" => new StudyEvent.RoundAppended(Needed(record.Round), [.. Needed(record.Proposals).Select(ToProposal)]),
        "replicate" => new StudyEvent.ReplicateRecorded(new(
            Needed(record.Trial),
            Needed(record.Replicate),
            SimulationStatusText.Parse(Needed(record.Status)),
            (record.Tables ?? new Dictionary<string, string>(StringComparer.Ordinal))
                .ToDictionary(table => table.Key, table => Digest.Parse(table.Value), StringComparer.Ordinal),
            ToError(record.Error))),
        "told" => ToTold(Needed(record.Trial), TrialStatusText.Parse(Needed(record.Status)), record),
        "stopped" => new StudyEvent.Stopped(StopReasonText.Parse(Needed(record.Reason)), Digest.Parse(Needed(record.StudyDigest))),
        _ => throw new FormatException($"'{record.Event}' is no kind of event"),
    };

    private static SimulationError? ToError(JournalError? error) => error is null ? null : new(error.Type, error.Message, error.Traceback);

    private static StudyEvent.TrialTold ToTold(int trial, TrialStatus status, JournalRecord record)
    {
        if (status == TrialStatus.Completed != (record.Loss is { } value && double.IsFinite(value)))
            throw new FormatException("a loss that is finite belongs to a completed trial, and only to one");
        return new(trial, status, record.Loss ?? double.NaN)
        {
            Losses = record.Losses ?? [],
            Failure = ToError(record.Error) is { } error ? new TrialFailure(error, record.Environmental ?? false) : null,
        };
    }

    private static StudyHeader ToHeader(JournalRecord record)
    {
        if (record.Format != Format) throw new FormatException("the format is missing");
        var specDigest = Digest.Parse(Needed(record.SpecDigest));
        if (Digest.Of(Rfc8785.Canonicalize(Needed(record.Spec))) != specDigest) throw new FormatException("the spec does not have the spec digest");
        return new(
            Needed(record.Run),
            Needed(record.Name),
            Needed(record.Spec),
            specDigest,
            Digest.Parse(Needed(record.Content)),
            Needed(record.Bundle),
            new(Needed(record.Platform)),
            record.AdapterPlatform is { } facts ? new PlatformFingerprint(facts) : null)
        {
            TargetPlatforms = [.. (record.TargetPlatforms ?? []).Select(platform => new PlatformFingerprint(platform))],
        };
    }

    private static Proposal ToProposal(JournalProposal? proposal) => new(
        ParameterSet.Parse(Needed(proposal).Params, "a proposal"),
        [.. Needed(proposal).Seeds.Select(seed => ulong.Parse(seed, NumberStyles.None, CultureInfo.InvariantCulture))])
    {
        IsFirstPart = Needed(proposal).FirstPart ?? false,
        Continues = Needed(proposal).Continues,
    };

    // A newer format may have anything else in it, so that it is looked for where this code understands nothing more.
    private static bool IsNewer(ReadOnlySpan<byte> bytes, out int format)
    {
        format = 0;
        try
        {
            var reader = new Utf8JsonReader(bytes);
            var created = JsonElement.ParseValue(ref reader);
            return created.ValueKind == JsonValueKind.Object
                && created.TryGetProperty("format", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out format)
                && format > Format;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ConflictException NewerFormat(int format) => new(
        "newer_format",
        $"The run was written in format {format}; this version reads up to {Format}.",
        "Use the version of mops that wrote it, or a later one.");

    private static T Needed<T>(T? value) where T : class => value ?? throw new FormatException("a member is missing");

    private static int Needed(int? value) => value ?? throw new FormatException("a member is missing");
}
