namespace ModelOps.Execution.Executables;

/// <summary>A program did not do what is expected of a model; the task fails.</summary>
/// <param name="kind">What went wrong, as the type of the task's error.</param>
/// <param name="message">What happened and what was expected.</param>
/// <param name="output">The last of what the program wrote to its standard error and output.</param>
internal sealed class ProgramFailedException(string kind, string message, string output = "") : Exception(message)
{
    /// <summary>It ended with a status other than 0, or by a signal.</summary>
    public const string Exit = "ProgramFailed";

    /// <summary>The system can't start it.</summary>
    public const string Start = "ProgramNotStarted";

    /// <summary>It wrote no table.</summary>
    public const string NoTable = "NoTable";

    /// <summary>It wrote a table that can't be read.</summary>
    public const string Table = "InvalidTable";

    /// <summary>What went wrong, as the type of the task's error.</summary>
    public string Kind { get; } = kind;

    /// <summary>The last of what the program wrote to its standard error and output.</summary>
    public string Output { get; } = output;
}
