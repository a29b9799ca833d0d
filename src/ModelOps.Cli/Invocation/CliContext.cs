namespace ModelOps.Cli.Invocation;

/// <summary>Everything of the outside that a run of the tool sees, so that a run is a function call.</summary>
internal sealed record CliContext
{
    /// <summary>The answer and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress, prose and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens standard input, for the commands that read it.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>The absolute path that relative paths start from.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The value of an environment variable; <see langword="null"/> if it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether a person watches <see cref="Error"/>.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The absolute path of a file or folder that the command line names.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, WorkingDirectory);
}
