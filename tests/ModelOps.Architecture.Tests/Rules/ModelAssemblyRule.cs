using Mono.Cecil;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>A model built against any release loads in every other: the interfaces have no dependency and one version for ever.</summary>
internal static class ModelAssemblyRule
{
    private static readonly Version Fixed = new(1, 0, 0, 0);

    /// <summary>Another version, or a reference beyond .NET itself.</summary>
    public static IEnumerable<string> Violations(AssemblyDefinition assembly)
    {
        if (assembly.Name.Version != Fixed) yield return $"{assembly.Name.Name} has version {assembly.Name.Version}";
        foreach (var reference in assembly.MainModule.AssemblyReferences.Where(reference => !reference.Name.StartsWith("System.", StringComparison.Ordinal)))
            yield return $"{assembly.Name.Name} depends on {reference.Name}";
    }
}
