using System.Runtime.Versioning;
using ModelOps.Connectors.Kubectl;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Programs;

/// <summary>A kubectl that answers as its shell script says and keeps a record of its calls, a line each.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ScriptedKubectl
{
    private readonly string _record;

    /// <summary>Writes the script; <c>$*</c> are the arguments.</summary>
    public ScriptedKubectl(TemporaryFolder folder, string script)
    {
        _record = folder["kubectl.calls"];
        Path = folder.Write("kubectl", $"#!/bin/sh\necho \"$*\" >> '{_record}'\n{script}\n");
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Tool = new(new() { Program = Path }, TimeProvider.System);
    }

    /// <summary>The program.</summary>
    public string Path { get; }

    /// <summary>The tool that calls it.</summary>
    public KubectlTool Tool { get; }

    /// <summary>The calls so far, without the options that every call has.</summary>
    public IReadOnlyList<string> Calls => File.Exists(_record)
        ? [.. File.ReadAllLines(_record).Select(call => string.Join(' ', call.Split(' ').Where(word => !word.StartsWith("--request-timeout=", StringComparison.Ordinal))))]
        : [];
}
