using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;

namespace ModelOps.Architecture.Tests.Assemblies;

/// <summary>Compiles a few lines of C# in memory: the violations that a rule must find.</summary>
internal static class PlantedAssembly
{
    private static readonly CSharpCompilationOptions Library = new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release);

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The assembly of a source text; one that does not compile is a fault of the test.</summary>
    public static AssemblyDefinition Compile(string source, string name = "ModelOps.Planted")
    {
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], References, Library);
        // Not disposed: the assembly reads from it as it is looked at.
        var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        if (!result.Success) throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
        stream.Position = 0;
        return AssemblyDefinition.ReadAssembly(stream);
    }
}
