using ModelOps.Contracts.Errors;

namespace ModelOps.Execution.Protocol;

/// <summary>The payload of <see cref="FrameType.Refused"/>.</summary>
/// <param name="Kind"><c>entrypoint_not_found</c>, <c>model_not_loadable</c> or <c>unsupported_entrypoint</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Candidates">Entrypoints or modules that may have been meant.</param>
/// <param name="Type">The type of what loading raised, if it raised.</param>
/// <param name="Traceback">Where it raised, if it raised.</param>
internal sealed record WorkerRefusal(string Kind, string Message, string[]? Candidates, string? Type, string? Traceback)
{
    /// <summary>There is no such module, type or member.</summary>
    public const string EntrypointNotFound = "entrypoint_not_found";

    /// <summary>It is of a kind that can't do what was asked.</summary>
    public const string Unsupported = "unsupported_entrypoint";

    /// <summary>It is there, and loading or creating it raised.</summary>
    public const string ModelNotLoadable = "model_not_loadable";

    /// <summary>The error that the user sees.</summary>
    /// <param name="entrypoint">The entrypoint as the user wrote it.</param>
    public InvalidInputException ToException(string entrypoint)
    {
        var remedy = Candidates is { Length: > 0 } names ? $"Did you mean: {string.Join(", ", names)}?" : null;
        var message = $"{entrypoint}: {Message}";
        if (!string.IsNullOrWhiteSpace(Traceback)) message += "\n" + Traceback.TrimEnd();
        return new(Kind, message, remedy);
    }
}
