using ModelOps.Contracts.Digests;
using ModelOps.Contracts.References;

namespace ModelOps.Contracts.Simulation;

/// <summary>Code that is ready to run: an entrypoint in a checked-out bundle.</summary>
/// <param name="Content">The content digest of the bundle.</param>
/// <param name="Root">The absolute path of the checkout; it stays as it is while the binding is used.</param>
/// <param name="Entrypoint">What to run in it.</param>
public sealed record ModelBinding(Digest Content, string Root, Entrypoint Entrypoint)
{
    /// <summary>What names the same content elsewhere: the bundle's reference by digest, or the path of its folder; <see langword="null"/> if nothing does.</summary>
    public string? Reference { get; init; }

    /// <summary>Which packages it runs with if it is Python code; by default those that the bundle names.</summary>
    public ModelEnvironment Environment { get; init; }
}
