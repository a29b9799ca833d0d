using ModelOps.Adaptive.Specs;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;

namespace ModelOps.Adaptive.Launching;

/// <summary>
/// Finds the folder that a spec without <c>bundle</c> runs: the nearest one, from the spec's own upwards, in which every entrypoint
/// is found.
/// </summary>
public static class ProjectFolder
{
    /// <summary>The folder's path.</summary>
    /// <exception cref="InvalidInputException">Code <c>entrypoint_not_found</c>: no folder has them all.</exception>
    public static string Find(AdaptiveSpec spec)
    {
        var wanted = EntrypointsOf(spec).Select(entrypoint => CandidatesOf(entrypoint).ToList()).ToList();
        for (var folder = spec.Directory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (wanted.All(candidates => candidates.Exists(candidate => Path.Exists(Path.Combine(folder, candidate))))) return folder;
        }
        throw new InvalidInputException(
            "entrypoint_not_found",
            $"{spec.File}: no folder from '{spec.Directory}' upwards has {string.Join(" and ", EntrypointsOf(spec).Select(entrypoint => $"'{entrypoint}'"))}.",
            "Set spec.model.bundle to the folder that does, or correct the entrypoint.");
    }

    /// <summary>The code that a study of the spec loads: its model first, then a user's adapter if it has one, and the user's targets.</summary>
    public static IEnumerable<Entrypoint> EntrypointsOf(AdaptiveSpec spec)
    {
        yield return spec.Model.Entrypoint;
        if (spec.Algorithm.UserClass is { } adapter) yield return adapter;
        foreach (var target in spec.UserTargets) yield return target.Entrypoint;
    }

    private static IEnumerable<string> CandidatesOf(Entrypoint entrypoint)
    {
        if (entrypoint.Kind == EntrypointKind.ModelId) return ["manifest.json"];
        if (entrypoint.Kind != EntrypointKind.Python) return [entrypoint.Container];
        var module = entrypoint.Container.Replace('.', '/');
        return [$"{module}.py", $"{module}/__init__.py", $"src/{module}.py", $"src/{module}/__init__.py"];
    }
}
