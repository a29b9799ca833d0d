using ModelOps.Architecture.Tests.Assemblies;
using Mono.Cecil;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>A vendor's type never shows in a public API, so that a vendor can be replaced.</summary>
internal static class VendorTypeRule
{
    /// <summary>Public members whose signature has a type from neither .NET nor ModelOps.</summary>
    public static IEnumerable<string> Violations(AssemblyDefinition assembly) =>
        from type in assembly.MainModule.GetTypes()
        where IsVisible(type)
        from member in Surface(type)
        from part in member.Types.SelectMany(TypeUses.Parts)
        where part.Scope is AssemblyNameReference scope && !IsOurs(scope.Name)
        select $"{type.FullName}.{member.Name} shows {part.FullName}";

    private static IEnumerable<(string Name, IEnumerable<TypeReference?> Types)> Surface(TypeDefinition type)
    {
        yield return ("base", type.Interfaces.Select(implementation => implementation.InterfaceType).Append(type.BaseType));
        foreach (var field in type.Fields.Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly))
            yield return (field.Name, [field.FieldType]);
        foreach (var method in type.Methods.Where(method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly))
            yield return (method.Name, TypeUses.InSignature(method));
    }

    private static bool IsVisible(TypeDefinition type) =>
        type.IsPublic || (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamilyOrAssembly) && IsVisible(type.DeclaringType);

    private static bool IsOurs(string assembly) =>
        assembly is "System" or "netstandard" or "mscorlib"
        || assembly.StartsWith("System.", StringComparison.Ordinal) && assembly != "System.CommandLine"
        || assembly.StartsWith("ModelOps.", StringComparison.Ordinal);
}
