using System.Text.Json.Serialization;
using ModelOps.Adaptive.Specs;
using ModelOps.Bundles.Failures;
using ModelOps.Bundles.Registries;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Plans;

namespace ModelOps.Cli.Output;

/// <summary>An error as the caller sees it. This is the one place where an exception becomes an exit status.</summary>
/// <param name="Status">The exit status.</param>
/// <param name="ErrorCode">Stable, snake_case.</param>
/// <param name="Message">What happened and what was expected.</param>
/// <param name="Remedy">What to do next, or null.</param>
/// <param name="Retryable">Whether the same command may succeed later without a change.</param>
internal sealed record ErrorReport([property: JsonIgnore] ExitStatus Status, string ErrorCode, string Message, string? Remedy, bool Retryable)
{
    /// <summary>The paths in the way, where these are the error; otherwise null and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WorkdirConflict>? Conflicts { get; init; }

    /// <summary>Code of a fault in the tool itself.</summary>
    public const string Internal = "internal";

    /// <summary>The report of an exception.</summary>
    /// <param name="fault">The exception.</param>
    /// <param name="interrupted">Whether the caller asked to end; a cancellation that nobody asked for is a fault.</param>
    public static ErrorReport Of(Exception fault, bool interrupted) => fault switch
    {
        OperationCanceledException when interrupted => new(ExitStatus.Interrupted, "interrupted", "Interrupted.", null, Retryable: true),
        OutsideException outside => Of(ExitStatus.Outside, outside, outside.Retryable),
        CorruptDataException corrupt => Of(ExitStatus.Outside, corrupt),
        NotFoundException or UserCodeException or ReplicasGuardException => Of(ExitStatus.Failures, (ModelOpsException)fault),
        InvalidInputException or ConflictException or InvalidPlanException => Of(ExitStatus.Invalid, (ModelOpsException)fault),
        UnsupportedMediaTypeException unsupported => Of(ExitStatus.UnsupportedMediaType, unsupported),
        RoleMismatchException mismatch => Of(ExitStatus.RoleMismatch, mismatch),
        WorkdirConflictException conflict => Of(ExitStatus.WorkDirectoryConflict, conflict) with { Conflicts = conflict.Conflicts },
        TagMovedException or VersionTakenException => Of(ExitStatus.WorkDirectoryConflict, (ModelOpsException)fault),
        IOException or UnauthorizedAccessException => new(ExitStatus.Outside, "file_system", fault.Message, null, Retryable: false),
        _ => new(ExitStatus.Outside, Internal, $"mops has a fault: {fault.GetType().Name}: {fault.Message}", null, Retryable: false),
    };

    private static ErrorReport Of(ExitStatus status, ModelOpsException error, bool retryable = false) =>
        new(status, error.Code, error.Message, error.Remedy, retryable);
}
