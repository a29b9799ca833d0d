using ModelOps.Bundles.Caching;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.External;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Workflow.States;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Workflow;

/// <summary>Where a project is pushed to and pulled from.</summary>
/// <param name="Target">The repository and a tag.</param>
/// <param name="Repository">The repository; the caller disposes it.</param>
/// <param name="Cache">The user's cache.</param>
public sealed record ProjectRemote(BundleTarget Target, IRepository Repository, BundleCache Cache) : IDisposable
{
    /// <summary>The object stores of external files; <see langword="null"/> if none is set up.</summary>
    public IExternalFiles? External { get; init; }

    /// <summary>Told of every blob that is sent or fetched; from any thread.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }

    /// <summary>The tag.</summary>
    public string Tag => Target switch
    {
        BundleTarget.Registry { Tag: { } tag } => tag,
        BundleTarget.Layout { Tag: { } tag } => tag,
        _ => throw new InvalidInputException("invalid_reference", $"'{Target}' names no tag; expected one."),
    };

    /// <summary>What a project's settings name.</summary>
    /// <param name="project">The project.</param>
    /// <param name="tag">The tag; <see langword="null"/> for the project's own.</param>
    /// <param name="defaults">Completes a project without a registry of its own: its name in the default namespace.</param>
    /// <exception cref="InvalidInputException">Code <c>registry_not_set</c>: neither says where. Code <c>invalid_tag</c>. Codes of <see cref="ProjectConfig.Load"/>.</exception>
    public static BundleTarget TargetOf(BundleProject project, string? tag, RegistryDefaults defaults)
    {
        var config = ProjectConfig.Load(project);
        var chosen = TagName.Check(tag ?? config.DefaultTag);
        if (config.RegistryRef is { } reference)
        {
            return RegistryTarget.Target(reference, project.Root) switch
            {
                BundleTarget.Registry registry => registry with { Tag = chosen },
                BundleTarget.Layout layout => layout with { Tag = chosen },
                var other => other,
            };
        }
        return defaults.Namespace is not null
            ? TargetParser.Parse($"{project.Name.ToLowerInvariant()}:{chosen}", defaults)
            : throw new InvalidInputException(
                "registry_not_set", $"The project '{project.Name}' has no registry yet.", "Choose one with 'mops bundle init --registry HOST/NAME', or set MODELOPS_REGISTRY_URL and MODELOPS_REGISTRY_REPO.");
    }

    /// <summary>The versions of a bundle's files by path.</summary>
    public static IReadOnlyDictionary<string, FileVersion> Versions(Bundle bundle) =>
        bundle.Index.Files.ToDictionary(file => file.Path, file => FileVersion.Of(file.Entry), StringComparer.Ordinal);

    /// <inheritdoc />
    public void Dispose() => Repository.Dispose();
}
