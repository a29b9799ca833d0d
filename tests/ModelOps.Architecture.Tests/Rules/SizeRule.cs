using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>Files of at most 400 lines, methods of at most 40, six parameters; a longer one needs a reason in the table.</summary>
internal static class SizeRule
{
    private const int FileLines = 400;
    private const int MethodLines = 40;
    private const int Parameters = 6;

    // "path" or "path: member" = why it is as long as it is.
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["src/ModelOps.Contracts/Parameters/Blake2b.cs: Mix"] = "the function G has these parameters in RFC 7693, 3.1",
    };

    /// <summary>What is too long and has no reason in the table.</summary>
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files) =>
        from file in files
        from finding in Long(file).Concat(file.All<SyntaxNode>().SelectMany(node => Members(file, node)))
        where !Allowed.ContainsKey(finding.Member)
        select $"{finding.Member} has {finding.Size}";

    private static IEnumerable<(string Member, string Size)> Long(SourceFile file)
    {
        if (file.Lines > FileLines) yield return (file.Path, $"{file.Lines} lines");
    }

    private static IEnumerable<(string Member, string Size)> Members(SourceFile file, SyntaxNode node)
    {
        var (name, body, parameters) = node switch
        {
            MethodDeclarationSyntax method => (method.Identifier.Text, method.Body ?? (SyntaxNode?)method.ExpressionBody, method.ParameterList),
            LocalFunctionStatementSyntax local => (local.Identifier.Text, local.Body ?? (SyntaxNode?)local.ExpressionBody, local.ParameterList),
            ConstructorDeclarationSyntax constructor => (constructor.Identifier.Text, constructor.Body ?? (SyntaxNode?)constructor.ExpressionBody, constructor.ParameterList),
            OperatorDeclarationSyntax @operator => ("operator", @operator.Body ?? (SyntaxNode?)@operator.ExpressionBody, @operator.ParameterList),
            AccessorDeclarationSyntax accessor => (accessor.Keyword.Text, accessor.Body ?? (SyntaxNode?)accessor.ExpressionBody, null),
            ClassDeclarationSyntax type => (type.Identifier.Text, null, type.ParameterList),
            _ => ("", null, null),
        };
        var lines = body is null ? 0 : Lines(body);
        if (lines > MethodLines) yield return ($"{file.Path}: {name}", $"{lines} lines");
        if (parameters?.Parameters.Count > Parameters) yield return ($"{file.Path}: {name}", $"{parameters.Parameters.Count} parameters");
    }

    private static int Lines(SyntaxNode body)
    {
        var span = body.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
