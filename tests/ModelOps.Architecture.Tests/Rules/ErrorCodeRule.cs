using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>Error codes are snake_case, and one code is one kind of error: callers branch on it, and it decides the exit status.</summary>
internal static partial class ErrorCodeRule
{
    private static readonly HashSet<string> Errors = new(
        ["InvalidInputException", "NotFoundException", "ConflictException", "OutsideException", "CorruptDataException"], StringComparer.Ordinal);

    /// <summary>Codes in another spelling, and codes that two kinds of errors carry.</summary>
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files)
    {
        var codes = files.SelectMany(Codes).ToList();
        var misspelt = codes.Where(use => !SnakeCase().IsMatch(use.Code)).Select(use => $"{use.Place} code '{use.Code}' is not snake_case");
        var shared = codes.GroupBy(use => use.Code, StringComparer.Ordinal)
            .Where(uses => uses.DistinctBy(use => use.Type, StringComparer.Ordinal).Count() > 1)
            .Select(uses => $"code '{uses.Key}' belongs to several kinds: {string.Join(", ", uses.Select(use => $"{use.Type} at {use.Place}"))}");
        return misspelt.Concat(shared);
    }

    private static IEnumerable<(string Code, string Type, string Place)> Codes(SourceFile file) =>
        from creation in file.All<BaseObjectCreationExpressionSyntax>()
        let type = TypeOf(creation)
        where type is not null && Errors.Contains(type)
        let literal = creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression as LiteralExpressionSyntax
        where literal.IsKind(SyntaxKind.StringLiteralExpression)
        select (literal.Token.ValueText, type, file.At(creation));

    // "new(...)" is of the type that the method around it returns.
    private static string? TypeOf(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => LastPart(named.Type),
        _ => creation.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault() is { } method ? LastPart(method.ReturnType) : null,
    };

    private static string LastPart(TypeSyntax type) => type.ToString().Split('.')[^1];

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SnakeCase();
}
