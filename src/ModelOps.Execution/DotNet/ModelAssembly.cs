using System.Reflection;
using System.Runtime.Loader;

namespace ModelOps.Execution.DotNet;

/// <summary>
/// A user's assembly with the dependencies that its <c>.deps.json</c> lists. Of this program it shares the interfaces of
/// ModelOps.Model only; any other assembly of its bundle is its own, whatever version this program uses.
/// </summary>
internal sealed class ModelAssembly : AssemblyLoadContext
{
    private static readonly string Shared = typeof(Model.ISimulationModel).Assembly.GetName().Name!;

    private readonly AssemblyDependencyResolver _dependencies;

    private ModelAssembly(string path)
        : base(Path.GetFileNameWithoutExtension(path)) => _dependencies = new(path);

    /// <summary>Loads an assembly by its absolute path.</summary>
    public static Assembly Load(string path) => new ModelAssembly(path).LoadFromAssemblyPath(path);

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Shared) return null;
        var path = _dependencies.ResolveAssemblyToPath(assemblyName);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    /// <inheritdoc />
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = _dependencies.ResolveUnmanagedDllToPath(unmanagedDllName);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }
}
