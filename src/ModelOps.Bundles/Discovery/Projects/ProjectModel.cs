namespace ModelOps.Bundles.Discovery.Projects;

/// <summary>A model that <c>pyproject.toml</c> declares.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Class">Its entrypoint.</param>
/// <param name="Files">Patterns of its files, from the project's folder; empty if none are given.</param>
public sealed record ProjectModel(string Id, string Class, IReadOnlyList<string> Files);
