using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Projects;

/// <summary>Fills a workplace with what studies need.</summary>
internal static class StudyProjects
{
    private const string Observed = "k,a\n0,1.0\n";

    /// <summary>The path of a file beside this one.</summary>
    public static string Source(string name) => RepositoryTree.At("tests", "ModelOps.EndToEnd.Tests", "Projects", name);

    /// <summary>Brings one of the Python files beside this one into the working directory.</summary>
    public static Workplace WithModels(this Workplace workplace, string file)
    {
        File.Copy(Source(file), workplace.At(file));
        return workplace;
    }

    /// <summary>Writes a study's spec and observed data, and gives the spec's file name.</summary>
    public static string WriteStudy(this Workplace workplace, Study study)
    {
        workplace.Write("observed.csv", Observed);
        // The specs are no part of the content, so that several studies in one folder do not change each other's runs.
        workplace.Write(".modelopsignore", "/*.yaml\n");
        workplace.Write($"{study.Name}.yaml", study.ToString());
        return $"{study.Name}.yaml";
    }

    /// <summary>Copies an example into the working directory under a name, and gives the path of one of its specs.</summary>
    public static string CopyExample(this Workplace workplace, string example, string name, string spec)
    {
        if (!Directory.Exists(workplace.At(name))) RepositoryTree.Copy(Example(example), workplace.At(name));
        return Path.Combine(name, spec);
    }

    /// <summary>The path of a file of an example in the source tree.</summary>
    public static string Example(params string[] parts) => RepositoryTree.At(["examples", .. parts]);
}
