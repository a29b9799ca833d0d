namespace ModelOps.Bundles.Templates;

/// <summary>A file that a new project starts with.</summary>
/// <param name="Path">Its path in the project.</param>
/// <param name="Content">Its bytes.</param>
public sealed record TemplateFile(string Path, byte[] Content);
