using ModelOps.Contracts.Digests;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Testing.Folders;

namespace ModelOps.Execution.Tests.Samples;

/// <summary>A bundle of Python files in a temporary folder.</summary>
internal sealed class PythonFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>A bundle with the file <c>model.py</c>.</summary>
    public PythonFolder(string model) => Write("model.py", model);

    public string Path => _folder.Path;

    public string Write(string relative, string text) => _folder.Write(relative, text);

    public string this[string name] => _folder[name];

    /// <summary>A binding of an entrypoint in this bundle.</summary>
    public ModelBinding Bind(string entrypoint = "model:simulate") => new(Digest.Of([]), _folder.Path, Entrypoint.Parse(entrypoint));

    public void Dispose() => _folder.Dispose();
}
