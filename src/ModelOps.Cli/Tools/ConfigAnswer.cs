namespace ModelOps.Cli.Tools;

/// <summary>The answer of <c>mops config</c>: where settings are kept. None of the paths need exist.</summary>
/// <param name="ConfigDirectory">The user's folder.</param>
/// <param name="PulumiState">The state of infrastructure stacks.</param>
/// <param name="ProviderConfig">The settings of the cloud provider.</param>
internal sealed record ConfigAnswer(string ConfigDirectory, string PulumiState, string ProviderConfig);
