namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle plan</c>.</summary>
/// <param name="Name">The bundle's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Files">The files, by path; with <c>--external-preview</c> only those that go to object stores.</param>
/// <param name="TotalFiles">How many files the bundle has.</param>
/// <param name="TotalRegistrySize">The bytes that go to the registry.</param>
/// <param name="TotalExternalSize">The bytes that go to object stores.</param>
/// <param name="Roles">The layers of each role.</param>
internal sealed record BundlePlanAnswer(
    string Name,
    string Version,
    IReadOnlyList<PlannedEntry> Files,
    int TotalFiles,
    long TotalRegistrySize,
    long TotalExternalSize,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Roles);
