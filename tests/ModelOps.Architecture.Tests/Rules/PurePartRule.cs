using Mono.Cecil;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>
/// The pure parts take state and return decisions: they have no clock, chance, console, file system or process. In those whose numbers
/// enter a study digest <see cref="Math"/> keeps to what IEEE 754 fixes: transcendental functions and vectorised reductions differ from
/// machine to machine.
/// </summary>
internal static class PurePartRule
{
    /// <summary>The namespaces that are pure.</summary>
    public static readonly IReadOnlyList<string> PureNamespaces =
    [
        "ModelOps.Adaptive.Numerics", "ModelOps.Adaptive.Randomness", "ModelOps.Adaptive.Spaces", "ModelOps.Adaptive.Search",
        "ModelOps.Adaptive.Objectives", "ModelOps.Adaptive.Rounds", "ModelOps.Adaptive.Reporting",
    ];

    private static readonly HashSet<string> Outside = new(
    [
        "System.Console", "System.Environment", "System.TimeProvider", "System.Random", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process",
        "System.Threading.Thread", "System.Security.Cryptography.RandomNumberGenerator", "System.IO.File", "System.IO.Directory", "System.IO.FileInfo",
        "System.IO.DirectoryInfo", "System.IO.FileStream", "System.IO.DriveInfo", "System.IO.FileSystemInfo",
    ], StringComparer.Ordinal);

    private static readonly HashSet<string> Clock = new(["get_Now", "get_UtcNow", "get_Today"], StringComparer.Ordinal);

    private static readonly HashSet<string> Transcendental = new(
    [
        "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "Cbrt", "Cos", "Cosh", "Exp", "Exp10", "Exp2", "ExpM1", "Hypot", "Log", "Log10", "Log2", "LogP1",
        "Pow", "RootN", "Sin", "SinCos", "Sinh", "Tan", "Tanh", "AcosPi", "AsinPi", "AtanPi", "Atan2Pi", "CosPi", "SinPi", "TanPi",
        "ReciprocalEstimate", "ReciprocalSqrtEstimate",
    ], StringComparer.Ordinal);

    private static readonly HashSet<string> Numeric = new(["System.Math", "System.MathF", "System.Double", "System.Single"], StringComparer.Ordinal);

    /// <summary>Calls that a pure part may not make.</summary>
    public static IEnumerable<string> Violations(AssemblyDefinition assembly) =>
        from type in assembly.MainModule.Types
        where PureNamespaces.Any(pure => type.Namespace == pure || type.Namespace.StartsWith(pure + ".", StringComparison.Ordinal))
        from method in WithNested(type).SelectMany(part => part.Methods)
        where method.HasBody
        from instruction in method.Body.Instructions
        let call = instruction.Operand as MethodReference
        where call is not null && IsForbidden(call)
        select $"{type.FullName}: {method.Name} calls {call.DeclaringType.FullName}.{call.Name}";

    private static bool IsForbidden(MethodReference call)
    {
        var type = call.DeclaringType.GetElementType();
        return Outside.Contains(type.FullName)
            || type.FullName is "System.DateTime" or "System.DateTimeOffset" && Clock.Contains(call.Name)
            || type.FullName == "System.Guid" && call.Name == "NewGuid"
            || Numeric.Contains(type.FullName) && Transcendental.Contains(call.Name)
            || type.Namespace.StartsWith("System.Runtime.Intrinsics", StringComparison.Ordinal)
            || type.Namespace.StartsWith("System.Numerics", StringComparison.Ordinal) && (type.Name.StartsWith("Vector", StringComparison.Ordinal) || type.Name == "TensorPrimitives");
    }

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);
}
