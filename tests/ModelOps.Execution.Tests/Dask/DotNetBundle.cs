using ModelOps.Contracts.Digests;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Testing.Folders;

namespace ModelOps.Execution.Tests.Dask;

/// <summary>A bundle with this test assembly, whose models need no other.</summary>
internal sealed class DotNetBundle : IDisposable
{
    private const string Assembly = "ModelOps.Execution.Tests";

    private readonly TemporaryFolder _folder = new();

    public DotNetBundle()
    {
        foreach (var name in (string[])[$"{Assembly}.dll", $"{Assembly}.deps.json", "ModelOps.Model.dll"])
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), _folder[name]);
    }

    public ModelBinding Bind<T>() => new(Digest.Of([]), _folder.Path, Entrypoint.Parse($"{Assembly}.dll:{typeof(T).FullName}"));

    public void Dispose() => _folder.Dispose();
}
