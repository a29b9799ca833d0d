namespace ModelOps.Bundles.Specs;

/// <summary>A role: the layers that one use of a bundle needs.</summary>
/// <param name="Name">Its name; <c>default</c> is taken where none is asked for.</param>
/// <param name="Layers">Names of layers, at least one.</param>
public sealed record RoleSpec(string Name, IReadOnlyList<string> Layers);
