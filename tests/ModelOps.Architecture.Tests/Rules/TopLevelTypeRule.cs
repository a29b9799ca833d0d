using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>One top-level type a file, and the file is named after it.</summary>
internal static class TopLevelTypeRule
{
    /// <summary>Files that hold another number of types, or one by another name.</summary>
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            var names = file.Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).Select(NameOf).OfType<string>().ToList();
            if (names.Count != 1) yield return $"{file.Path} has {names.Count} top-level types: {string.Join(", ", names)}";
            else if (names[0] != file.Name) yield return $"{file.Path} holds {names[0]}";
        }
    }

    private static string? NameOf(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        _ => null,
    };
}
