using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Serving;

namespace ModelOps.Execution.DotNet;

/// <summary>Creates the object that an entrypoint names.</summary>
internal static class ModelLoader
{
    /// <summary>A new instance of the type, which must implement <typeparamref name="T"/>.</summary>
    /// <exception cref="EntrypointRefusedException">It is not there, does not implement it, or creating it raised.</exception>
    public static T Create<T>(OpenRequest request)
        where T : class
    {
        var path = Path.Combine(request.Root, request.Container.Replace('/', Path.DirectorySeparatorChar));
        if (!File.Exists(path)) throw NotFound($"There is no assembly '{request.Container}' in the bundle.", NearAssemblies(request));
        var assembly = Guarded(request.Container, () => ModelAssembly.Load(path));
        var type = Guarded(request.Container, () => assembly.GetType(request.Member));
        if (type is null) throw NotFound($"The assembly {request.Container} has no type '{request.Member}'.", Implementations<T>(request, assembly));
        if (!typeof(T).IsAssignableFrom(type) || type.IsAbstract)
            throw NotFound($"The type {request.Member} does not implement {typeof(T).FullName}.", Implementations<T>(request, assembly));
        return (T)Guarded(request.Member, () => Activator.CreateInstance(type)!);
    }

    private static EntrypointRefusedException NotFound(string message, string[] candidates) =>
        new(new(WorkerRefusal.EntrypointNotFound, message, candidates, Type: null, Traceback: null));

    private static string[] Implementations<T>(OpenRequest request, Assembly assembly)
    {
        var names = Guarded(request.Container, assembly.GetExportedTypes)
            .Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(type => type.FullName!)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var near = Nearest.To(request.Member, names);
        return [.. (near is null ? names : [near]).Select(name => $"{request.Container}:{name}")];
    }

    private static string[] NearAssemblies(OpenRequest request)
    {
        var names = Directory.EnumerateFiles(request.Root, "*.dll", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(request.Root, path).Replace(Path.DirectorySeparatorChar, '/'))
            .ToArray();
        return Nearest.To(request.Container, names) is { } near ? [$"{near}:{request.Member}"] : [];
    }

    [SuppressMessage("Design", "CA1031", Justification = "The boundary of user code: initializers and constructors may throw anything.")]
    private static TResult Guarded<TResult>(string what, Func<TResult> load)
    {
        try
        {
            return load();
        }
        catch (Exception fault)
        {
            var cause = fault is TargetInvocationException { InnerException: { } inner } ? inner : fault;
            var message = $"{what} does not load: {cause.GetType().FullName}: {cause.Message}";
            throw new EntrypointRefusedException(
                new(WorkerRefusal.ModelNotLoadable, message, Candidates: null, cause.GetType().FullName, cause.StackTrace));
        }
    }
}
