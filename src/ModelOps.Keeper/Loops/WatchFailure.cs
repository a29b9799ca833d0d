namespace ModelOps.Keeper.Loops;

/// <summary><c>iteration_error.json</c>: why an iteration of a watch failed.</summary>
/// <param name="At">When.</param>
/// <param name="ErrorCode">The stable code.</param>
/// <param name="Message">What happened.</param>
/// <param name="Remedy">What to do; null if the message says it.</param>
public sealed record WatchFailure(string At, string ErrorCode, string Message, string? Remedy)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "iteration_error.json";

    /// <summary>The form's version.</summary>
    public string SchemaVersion { get; } = "iteration_error.v0";
}
