using System.Xml.Linq;

namespace ModelOps.Architecture.Tests.Sources;

/// <summary>A project file as the rules see it.</summary>
/// <param name="Name">The project's name.</param>
/// <param name="Projects">The names of the projects it references.</param>
/// <param name="Packages">The packages it references.</param>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    /// <summary>The product's projects.</summary>
    public static IReadOnlyList<ProjectFile> Product { get; } =
    [
        .. RepositoryTree.Files
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => Parse(Path.GetFileNameWithoutExtension(path), RepositoryTree.Read(path))),
    ];

    /// <summary>Reads the text of a project file.</summary>
    public static ProjectFile Parse(string name, string text)
    {
        var root = XDocument.Parse(text).Root!;
        return new(name, [.. Included("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))], [.. Included("PackageReference")]);

        IEnumerable<string> Included(string item) => root.Descendants(item).Select(element => element.Attribute("Include")!.Value);
    }
}
