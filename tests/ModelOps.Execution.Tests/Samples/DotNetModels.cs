using ModelOps.Contracts.Digests;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Tests.Samples;

/// <summary>Bindings of the models in this assembly.</summary>
internal static class DotNetModels
{
    public static ModelBinding Bind<T>() => Bind(typeof(T).FullName!);

    public static ModelBinding Bind(string type, string assembly = "ModelOps.Execution.Tests.dll") =>
        new(Digest.Of([]), AppContext.BaseDirectory, Entrypoint.Parse($"{assembly}:{type}"));
}
