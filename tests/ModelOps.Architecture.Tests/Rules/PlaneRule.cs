using Mono.Cecil;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>No plane links another, however it came by the reference.</summary>
internal static class PlaneRule
{
    /// <summary>Planes that link planes.</summary>
    public static IEnumerable<string> Violations(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies
        where ProjectReferenceRule.Planes.Contains(assembly.Name.Name, StringComparer.Ordinal)
        from reference in assembly.MainModule.AssemblyReferences
        where ProjectReferenceRule.Planes.Contains(reference.Name, StringComparer.Ordinal)
        select $"{assembly.Name.Name} links {reference.Name}";
}
