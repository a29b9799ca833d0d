using ModelOps.Testing.Folders;

namespace ModelOps.Testing.Kubernetes;

/// <summary>A program that counts how often it is called, notes the arguments, and becomes kubectl.</summary>
public sealed class KubectlCounter
{
    private readonly string _log;

    /// <summary>Makes the program.</summary>
    /// <param name="folder">Where it goes.</param>
    /// <param name="kubectl">What it becomes.</param>
    public KubectlCounter(TemporaryFolder folder, string kubectl)
    {
        _log = folder["kubectl.calls"];
        Program = folder.Write("kubectl-counter", $"#!/bin/sh\necho \"$*\" >>'{_log}'\nexec '{kubectl}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>The program.</summary>
    public string Program { get; }

    /// <summary>The arguments of each call so far.</summary>
    public IReadOnlyList<string> Calls => File.Exists(_log) ? File.ReadAllLines(_log) : [];
}
