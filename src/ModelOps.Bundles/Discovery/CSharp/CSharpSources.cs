using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Discovery.CSharp;

/// <summary>Finds models in C# sources by their syntax: classes that name <c>ISimulationModel</c> as a base. Nothing is compiled or built.</summary>
internal static class CSharpSources
{
    private const string Interface = "ISimulationModel";
    private const long MaxBytes = 4 << 20;

    /// <summary>The models of some files, and what could not be read.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="files">Paths from it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static DiscoveryResult Read(string root, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var models = new List<DiscoveredModel>();
        var warnings = new List<DiscoveryWarning>();
        foreach (var file in files)
        {
            try
            {
                models.AddRange(ModelsOf(root, file, cancellationToken));
            }
            catch (Exception fault) when (StorageError.IsStorage(fault) || fault is System.Xml.XmlException)
            {
                warnings.Add(new(file, 0, fault.Message));
            }
        }
        return new(models, warnings);
    }

    private static List<DiscoveredModel> ModelsOf(string root, string file, CancellationToken cancellationToken)
    {
        var path = Path.Combine(root, file);
        if (new FileInfo(path).Length > MaxBytes) throw new IOException("it is larger than 4 MiB, which no model's source is");
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path)), cancellationToken: cancellationToken);
        var types = tree.GetRoot(cancellationToken).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<TypeDeclarationSyntax>().Where(IsModel).ToList();
        if (types.Count == 0) return [];
        var assembly = ProjectOutput.Of(root, file);
        return types.ConvertAll(type => new DiscoveredModel(
            $"{assembly}:{FullName(type)}",
            file,
            type.Identifier.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
            [.. type.BaseList!.Types.Select(parent => parent.Type.ToString())],
            [.. type.Members.OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.Text).Distinct(StringComparer.Ordinal)],
            [assembly.Contains('/', StringComparison.Ordinal) ? $"{assembly[..assembly.LastIndexOf('/')]}/**" : assembly]));
    }

    // A worker creates it with its parameterless constructor.
    private static bool IsModel(TypeDeclarationSyntax type) =>
        type is ClassDeclarationSyntax or RecordDeclarationSyntax && type.TypeParameterList is null && !type.Modifiers.Any(SyntaxKind.AbstractKeyword)
        && (type.BaseList?.Types.Any(parent => NameOf(parent.Type) == Interface) ?? false);

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => "",
    };

    // As reflection names it: nested types after a plus sign.
    private static string FullName(TypeDeclarationSyntax type)
    {
        var name = type.Identifier.Text;
        for (var parent = type.Parent; parent is not null; parent = parent.Parent)
        {
            name = parent switch
            {
                TypeDeclarationSyntax outer => $"{outer.Identifier.Text}+{name}",
                BaseNamespaceDeclarationSyntax space => $"{space.Name}.{name}",
                _ => name,
            };
        }
        return name;
    }
}
