using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>Who may reference whom. A plane never references a plane; only the command line does.</summary>
internal static class ProjectReferenceRule
{
    private static readonly string[] Libraries = ["ModelOps.Model", "ModelOps.Contracts", "ModelOps.Tables", "ModelOps.Durability", "ModelOps.Connectors"];

    /// <summary>The planes: capabilities that know nothing of each other.</summary>
    public static readonly IReadOnlyList<string> Planes =
        ["ModelOps.Execution", "ModelOps.Adaptive", "ModelOps.Bundles", "ModelOps.Operate", "ModelOps.Infrastructure", "ModelOps.Keeper"];

    // Those below the planes stand on the base class library alone.
    private static readonly Dictionary<string, string[]> Table = new(StringComparer.Ordinal)
    {
        ["ModelOps.Model"] = [],
        ["ModelOps.Contracts"] = ["ModelOps.Model"],
        ["ModelOps.Tables"] = ["ModelOps.Contracts"],
        ["ModelOps.Durability"] = ["ModelOps.Contracts"],
        ["ModelOps.Connectors"] = ["ModelOps.Contracts"],
    };

    private static readonly string[] WithoutPackages = ["ModelOps.Model", "ModelOps.Contracts", "ModelOps.Tables", "ModelOps.Durability"];

    /// <summary>References that the table does not have, projects that it does not know, packages where none may be.</summary>
    public static IEnumerable<string> Violations(IEnumerable<ProjectFile> projects)
    {
        foreach (var project in projects)
        {
            var allowed = Allowed(project.Name);
            if (allowed is null) yield return $"{project.Name} is not in the table of projects";
            foreach (var reference in project.Projects.Except(allowed ?? [], StringComparer.Ordinal))
                yield return $"{project.Name} may not reference {reference}";
            foreach (var package in project.Packages.Where(_ => WithoutPackages.Contains(project.Name, StringComparer.Ordinal)))
                yield return $"{project.Name} may use no package, but uses {package}";
        }
    }

    private static IEnumerable<string>? Allowed(string project) =>
        project == "ModelOps.Cli" ? Libraries.Concat(Planes)
        : Planes.Contains(project, StringComparer.Ordinal) ? Libraries
        : Table.GetValueOrDefault(project);
}
