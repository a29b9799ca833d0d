using System.Xml;
using System.Xml.Linq;

namespace ModelOps.Bundles.Discovery.CSharp;

/// <summary>
/// Where the nearest project file above a source puts its assembly, read from the properties that it states plainly; what a build would
/// compute is not known.
/// </summary>
internal static class ProjectOutput
{
    /// <summary>The assembly's path from the root, with forward slashes; the file's own name with <c>.dll</c> where there is no project.</summary>
    public static string Of(string root, string file)
    {
        var top = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(file, top)); folder is not null && folder.Length >= top.Length; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.EnumerateFiles(folder, "*.csproj").Order(StringComparer.Ordinal).FirstOrDefault() is { } project) return OutputOf(top, project);
        }
        return Path.GetFileNameWithoutExtension(file) + ".dll";
    }

    private static string OutputOf(string root, string project)
    {
        var properties = Properties(project);
        var name = (properties.GetValueOrDefault("AssemblyName") ?? Path.GetFileNameWithoutExtension(project)) + ".dll";
        var output = properties.GetValueOrDefault("OutputPath")?.Replace('\\', '/')
            ?? $"bin/Release/{properties.GetValueOrDefault("TargetFramework", "net10.0")}";
        var path = Path.GetRelativePath(root, Path.Combine(Path.GetDirectoryName(project)!, output, name)).Replace(Path.DirectorySeparatorChar, '/');
        return path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path) ? name : path;
    }

    private static Dictionary<string, string> Properties(string project)
    {
        using var reader = XmlReader.Create(project, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in XDocument.Load(reader).Root!.Elements().Where(group => group.Name.LocalName == "PropertyGroup").Elements())
        {
            // "$(…)" is for a build to say.
            if (property.Value.Length > 0 && !property.Value.Contains('$', StringComparison.Ordinal)) properties[property.Name.LocalName] = property.Value.Trim();
        }
        return properties;
    }
}
