using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ModelOps.Architecture.Tests.Assemblies;

/// <summary>Finds every type that a type refers to: in its signatures, bodies and attributes.</summary>
internal static class TypeUses
{
    /// <summary>The types that a type and the types nested in it refer to, generic arguments taken apart.</summary>
    public static IEnumerable<TypeReference> Of(TypeDefinition type)
    {
        var uses = new List<TypeReference?> { type.BaseType };
        uses.AddRange(type.Interfaces.Select(implementation => implementation.InterfaceType));
        uses.AddRange(Attributes(type));
        uses.AddRange(type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)));
        uses.AddRange(type.Properties.SelectMany(Attributes));
        uses.AddRange(type.Methods.SelectMany(method => Attributes(method).Concat(Signature(method)).Concat(Body(method))));
        return uses.SelectMany(Parts).Concat(type.NestedTypes.SelectMany(Of));
    }

    /// <summary>The types in a method's signature, generic arguments taken apart.</summary>
    public static IEnumerable<TypeReference> InSignature(MethodDefinition method) => Signature(method).SelectMany(Parts);

    /// <summary>A type and everything that it is made of: elements of arrays and references, generic arguments.</summary>
    public static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static IEnumerable<TypeReference?> Signature(MethodDefinition method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)
            .Concat(method.GenericParameters.SelectMany(parameter => parameter.Constraints.Select(constraint => constraint.ConstraintType)));

    private static IEnumerable<TypeReference?> Attributes(Mono.Cecil.ICustomAttributeProvider provider) =>
        provider.CustomAttributes.Select(attribute => attribute.AttributeType);

    private static IEnumerable<TypeReference?> Body(MethodDefinition method)
    {
        if (!method.HasBody) yield break;
        foreach (var variable in method.Body.Variables) yield return variable.VariableType;
        foreach (var handler in method.Body.ExceptionHandlers) yield return handler.CatchType;
        foreach (var use in method.Body.Instructions.SelectMany(Operand)) yield return use;
    }

    private static IEnumerable<TypeReference?> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod generic => [.. generic.GenericArguments, generic.DeclaringType, generic.ReturnType],
        MethodReference call => [call.DeclaringType, call.ReturnType, .. call.Parameters.Select(parameter => parameter.ParameterType)],
        _ => [],
    };
}
