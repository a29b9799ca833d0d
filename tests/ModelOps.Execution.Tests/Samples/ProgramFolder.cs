using ModelOps.Contracts.Digests;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Testing.Folders;

namespace ModelOps.Execution.Tests.Samples;

/// <summary>A bundle in a temporary folder whose model is the shell script <c>simulate</c>.</summary>
internal sealed class ProgramFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>
    /// A bundle with a script: <c>$2</c> is the file of the parameters, <c>$4</c> the seed, <c>$6</c> the folder for the tables, <c>$here</c> the bundle.
    /// </summary>
    public ProgramFolder(string script) => Write("#!/bin/sh\nhere=$(dirname \"$0\")\n" + script + "\n");

    public string this[string name] => _folder[name];

    public string Path => _folder.Path;

    public string Write(string text, string name = "simulate", UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
    {
        var path = _folder.Write(name, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
        return path;
    }

    public ModelBinding Bind(string entrypoint = "exec:./simulate") => new(Digest.Of([]), _folder.Path, Entrypoint.Parse(entrypoint));

    public void Dispose() => _folder.Dispose();
}
