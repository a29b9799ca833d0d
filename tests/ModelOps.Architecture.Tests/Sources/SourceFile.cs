using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ModelOps.Architecture.Tests.Sources;

/// <summary>A C# file as the rules see it.</summary>
/// <param name="Path">Relative to the repository, with forward slashes.</param>
/// <param name="Root">Its syntax.</param>
internal sealed record SourceFile(string Path, CompilationUnitSyntax Root)
{
    private static readonly CSharpParseOptions WithComments = new(LanguageVersion.Preview, DocumentationMode.Parse);

    /// <summary>The name without folder and extension; the part before the first dot.</summary>
    public string Name => System.IO.Path.GetFileName(Path).Split('.')[0];

    /// <summary>How many lines it has.</summary>
    public int Lines => Root.GetText().Lines.Count(line => line.End > line.Start || line.EndIncludingLineBreak > line.End);

    /// <summary>Parses a file's text.</summary>
    public static SourceFile Parse(string path, string text) =>
        new(path, (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, WithComments).GetRoot());

    /// <summary>All nodes of a kind.</summary>
    public IEnumerable<T> All<T>() where T : SyntaxNode => Root.DescendantNodes(descendIntoTrivia: false).OfType<T>();

    /// <summary>Where a node begins, as <c>path:line</c>.</summary>
    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
