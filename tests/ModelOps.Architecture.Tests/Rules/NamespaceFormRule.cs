using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>Namespaces are file-scoped and follow the folders.</summary>
internal static class NamespaceFormRule
{
    /// <summary>Files with a block namespace, none, or one that is not their folder's.</summary>
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            var names = file.All<BaseNamespaceDeclarationSyntax>().ToList();
            var expected = string.Join('.', file.Path.Split('/')[1..^1]);
            if (names is not [FileScopedNamespaceDeclarationSyntax only]) yield return $"{file.Path} needs one file-scoped namespace";
            else if (only.Name.ToString() != expected) yield return $"{file.Path} has namespace {only.Name}, its folder says {expected}";
        }
    }
}
