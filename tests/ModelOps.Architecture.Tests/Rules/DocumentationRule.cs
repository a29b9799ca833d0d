using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>Every public member says what it means. An empty tag counts as missing.</summary>
internal static class DocumentationRule
{
    /// <summary>Public members without words.</summary>
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files) =>
        from file in files
        from member in file.All<MemberDeclarationSyntax>()
        where member is not BaseNamespaceDeclarationSyntax && IsVisible(member)
        let fault = Fault(member)
        where fault is not null
        select $"{file.At(member)} {Name(member)} {fault}";

    private static string? Fault(MemberDeclarationSyntax member)
    {
        var comment = member.GetLeadingTrivia().Select(trivia => trivia.GetStructure()).OfType<DocumentationCommentTriviaSyntax>().LastOrDefault();
        if (comment is null) return "has no documentation";
        if (comment.DescendantNodes().OfType<XmlEmptyElementSyntax>().Any(tag => tag.Name.ToString() == "inheritdoc")) return null;
        var empty = comment.Content.OfType<XmlElementSyntax>().FirstOrDefault(tag => IsBlank(tag.Content.ToString()));
        if (empty is not null) return $"has an empty <{empty.StartTag.Name}>";
        return comment.Content.OfType<XmlElementSyntax>().Any() ? null : "has no documentation tag";
    }

    private static bool IsBlank(string text) => text.All(character => char.IsWhiteSpace(character) || character == '/');

    // Visible outside of the assembly: public or protected, and so is everything around it.
    private static bool IsVisible(MemberDeclarationSyntax member) => member.Parent switch
    {
        InterfaceDeclarationSyntax or EnumDeclarationSyntax => IsVisible((MemberDeclarationSyntax)member.Parent),
        TypeDeclarationSyntax type => IsOpen(member) && IsVisible(type),
        _ => IsOpen(member),
    };

    private static bool IsOpen(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.PublicKeyword) || member.Modifiers.Any(SyntaxKind.ProtectedKeyword) && !member.Modifiers.Any(SyntaxKind.PrivateKeyword);

    private static string Name(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        EnumMemberDeclarationSyntax value => value.Identifier.Text,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.ToString(),
        _ => member.Kind().ToString(),
    };
}
