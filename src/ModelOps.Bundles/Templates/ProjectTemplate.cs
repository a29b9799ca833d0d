using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Model;

namespace ModelOps.Bundles.Templates;

/// <summary>The files that a new project starts with.</summary>
public static class ProjectTemplate
{
    private const string IgnoreFile = ".modelopsignore";

    private static readonly (string Resource, string Path)[] Python =
    [
        ("python/pyproject.toml", "pyproject.toml"),
        ("python/README.md", "README.md"),
        ("python/init.py", "models/__init__.py"),
        ("python/example.py", "models/example.py"),
        ("python/modelopsignore", IgnoreFile),
    ];

    private static readonly (string Resource, string Path)[] DotNet =
    [
        ("dotnet/Project.csproj.template", "{{identifier}}.csproj"),
        ("dotnet/README.md", "README.md"),
        ("dotnet/ExampleModel.cs.template", "ExampleModel.cs"),
        ("dotnet/modelopsignore", IgnoreFile),
    ];

    /// <summary>The files of a template by path, in the order in which they are written.</summary>
    /// <param name="kind">The template.</param>
    /// <param name="projectName">The name of the project, as its folder has it.</param>
    /// <exception cref="OutsideException">Code <c>template_incomplete</c>: the interface of .NET models is not beside this tool.</exception>
    public static IReadOnlyList<TemplateFile> Files(TemplateKind kind, string projectName)
    {
        var files = (kind == TemplateKind.Python ? Python : DotNet)
            .Select(file => new TemplateFile(Fill(file.Path, projectName), Encoding.UTF8.GetBytes(Fill(Text(file.Resource), projectName))));
        return kind == TemplateKind.Python ? [.. files] : [.. files, new("lib/ModelOps.Model.dll", ModelInterface())];
    }

    /// <summary>The ignore file that every project starts with.</summary>
    public static TemplateFile Ignoring { get; } = new(IgnoreFile, Encoding.UTF8.GetBytes(Text("python/modelopsignore")));

    /// <summary>A name as a C# identifier: its words with capital letters.</summary>
    internal static string Identifier(string name)
    {
        var words = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return text.Length == 0 || char.IsAsciiDigit(text[0]) ? "Model" + text : text;
    }

    /// <summary>A name as Python packages have it: letters, digits, <c>.</c>, <c>_</c>, <c>-</c>, the first and last a letter or digit (PEP 508).</summary>
    internal static string PackageName(string name)
    {
        var text = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-')]).Trim('.', '_', '-');
        return text.Length == 0 ? "bundle" : text;
    }

    private static string Fill(string text, string projectName) => text
        .Replace("{{name}}", PackageName(projectName), StringComparison.Ordinal)
        .Replace("{{identifier}}", Identifier(projectName), StringComparison.Ordinal);

    private static string Text(string resource)
    {
        using var stream = typeof(ProjectTemplate).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // Copied into the project, so that it builds on any machine.
    private static byte[] ModelInterface()
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{typeof(ISimulationModel).Assembly.GetName().Name}.dll");
        return File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new OutsideException("template_incomplete", $"The template needs the interface of .NET models, and there is no '{path}'.", "Install mops again.");
    }
}
