using Mono.Cecil;

namespace ModelOps.Architecture.Tests.Assemblies;

/// <summary>The built assemblies of the product, which lie beside the test.</summary>
internal static class ProductAssemblies
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<AssemblyDefinition> All { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => Path.GetFileName(path) is "mops.dll" || IsLibrary(Path.GetFileNameWithoutExtension(path)))
            .Order(StringComparer.Ordinal)
            .Select(path => AssemblyDefinition.ReadAssembly(path)),
    ];

    /// <summary>Those that others link: all but the tool itself.</summary>
    public static IReadOnlyList<AssemblyDefinition> Libraries { get; } = [.. All.Where(assembly => assembly.Name.Name != "mops")];

    /// <summary>One by its name.</summary>
    public static AssemblyDefinition Named(string name) => All.Single(assembly => assembly.Name.Name == name);

    private static bool IsLibrary(string name) =>
        name.StartsWith("ModelOps.", StringComparison.Ordinal) && !name.EndsWith(".Tests", StringComparison.Ordinal) && name != "ModelOps.Testing";
}
