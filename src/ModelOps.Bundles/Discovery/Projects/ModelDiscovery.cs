using ModelOps.Bundles.Discovery.CSharp;
using ModelOps.Bundles.Discovery.Python;

namespace ModelOps.Bundles.Discovery.Projects;

/// <summary>
/// Finds the models of a project by reading its source; nothing of the project is run. In Python a model is a class with a method
/// <c>simulate</c> or <c>parameters</c> (its own, or of a class in the same file), or a function <c>simulate</c> at the top of a module; in
/// C# a class that implements <c>ISimulationModel</c>.
/// </summary>
public static class ModelDiscovery
{
    /// <summary>Reads a project.</summary>
    /// <param name="root">Its folder.</param>
    /// <param name="interpreter">The Python interpreter, needed only where there are Python files.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Contracts.Errors.InvalidInputException">Code <c>folder_not_found</c>.</exception>
    /// <exception cref="Contracts.Errors.OutsideException">Codes <c>program_not_found</c> and <c>python_failed</c>.</exception>
    public static async Task<DiscoveryResult> DiscoverAsync(string root, string interpreter, CancellationToken cancellationToken)
    {
        var files = SourceFiles.In(root);
        var python = await PythonSources.ReadAsync(root, [.. files.Where(SourceFiles.IsPython)], interpreter, cancellationToken);
        var csharp = CSharpSources.Read(root, files.Where(SourceFiles.IsCSharp), cancellationToken);
        return new(
            [.. python.Models.Concat(csharp.Models).OrderBy(model => model.File, StringComparer.Ordinal).ThenBy(model => model.Line)],
            [.. python.Warnings, .. csharp.Warnings]);
    }
}
