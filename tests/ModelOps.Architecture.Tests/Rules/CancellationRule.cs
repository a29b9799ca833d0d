using Mono.Cecil;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>Every asynchronous method can be ended: its last parameter is a <see cref="CancellationToken"/>.</summary>
internal static class CancellationRule
{
    private static readonly HashSet<string> Asynchronous = new(
    [
        "System.Threading.Tasks.Task", "System.Threading.Tasks.Task`1", "System.Threading.Tasks.ValueTask", "System.Threading.Tasks.ValueTask`1",
        "System.Collections.Generic.IAsyncEnumerable`1",
    ], StringComparer.Ordinal);

    // Shapes that .NET fixes.
    private static readonly HashSet<string> Fixed = new(["DisposeAsync", "MoveNextAsync", "GetAsyncEnumerator"], StringComparer.Ordinal);

    /// <summary>Methods that others can call and that have no token at the end.</summary>
    public static IEnumerable<string> Violations(AssemblyDefinition assembly) =>
        from type in assembly.MainModule.GetTypes()
        where !type.Name.Contains('<', StringComparison.Ordinal) && type.BaseType?.FullName != "System.MulticastDelegate"
        from method in type.Methods
        where !method.IsPrivate && !method.IsGetter && !method.Name.Contains('<', StringComparison.Ordinal)
        where Asynchronous.Contains(method.ReturnType.GetElementType().FullName) && !Fixed.Contains(method.Name) && !IsOverride(method)
        where method.Parameters.LastOrDefault()?.ParameterType.FullName != "System.Threading.CancellationToken"
        select $"{type.FullName}.{method.Name} takes no CancellationToken at the end";

    private static bool IsOverride(MethodDefinition method) => method is { IsVirtual: true, IsReuseSlot: true };
}
