using Mono.Cecil;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>A class is sealed, static or abstract: nobody inherits by chance.</summary>
internal static class SealedTypeRule
{
    /// <summary>Classes that are none of these.</summary>
    public static IEnumerable<string> Violations(AssemblyDefinition assembly) =>
        from type in assembly.MainModule.GetTypes()
        where type.IsClass && !type.IsValueType && !type.IsSealed && !type.IsAbstract && !IsGenerated(type)
        select $"{type.FullName} is neither sealed nor static nor abstract";

    // Compilers and source generators write types of their own.
    private static bool IsGenerated(TypeDefinition type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || !type.FullName.StartsWith("ModelOps.", StringComparison.Ordinal)
        || type.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute");
}
