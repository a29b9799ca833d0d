using System.Text;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Specs.Yaml;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>The settings of a project, <c>.modelops-bundle/config.yaml</c>.</summary>
/// <param name="RegistryRef">Where the project is pushed to: <c>host[:port]/name</c> or <c>oci:FOLDER</c>; <see langword="null"/> if that is not chosen yet.</param>
/// <param name="DefaultTag">The tag that is meant where none is given.</param>
public sealed record ProjectConfig(string? RegistryRef, string DefaultTag)
{
    /// <summary>The name of the file in the state folder.</summary>
    public const string FileName = "config.yaml";

    // What the predecessor wrote and this tool has no use for, since every file of a project goes to the registry.
    private static readonly string[] Obsolete = ["auto_code", "cache_dir", "cache_link_mode", "environment"];

    /// <summary>Reads the settings of a project.</summary>
    /// <exception cref="InvalidInputException">
    /// Codes <c>invalid_yaml</c>, <c>invalid_spec</c>, <c>unknown_key</c>, with file and line. Code <c>invalid_tag</c>. Code
    /// <c>unsupported_storage</c>: a configuration of the predecessor that puts files into an object store.
    /// </exception>
    public static ProjectConfig Load(BundleProject project)
    {
        var map = YamlFile.Load(Path.Combine(project.StateFolder, FileName));
        foreach (var key in Obsolete) _ = map.Has(key);
        RefuseObjectStore(map.Map("storage"));
        var config = new ProjectConfig(map.Text("registry_ref"), TagName.Check(map.Text("default_tag") ?? "latest"));
        map.RejectUnknown();
        return config;
    }

    /// <summary>Writes the settings of a project.</summary>
    public void Save(BundleProject project)
    {
        var text = new StringBuilder().Append("default_tag: ").Append(Quote(DefaultTag)).Append('\n');
        if (RegistryRef is not null) text.Append("registry_ref: ").Append(Quote(RegistryRef)).Append('\n');
        AtomicFile.Write(Path.Combine(project.StateFolder, FileName), text.ToString());
    }

    private static void RefuseObjectStore(YamlMap? storage)
    {
        if (storage?.HasContent("provider") == true)
            throw new InvalidInputException(
                "unsupported_storage",
                $"{FileName} sends large files to the object store '{storage.Text("provider")}', which is done by a spec.",
                "Write external_rules in a .mops-bundle.yaml and push with 'mops bundle push DIR', or remove storage.provider: large files then go to the registry.");
    }

    // In single quotes only a single quote itself is special (YAML 1.2, 7.3.2).
    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
