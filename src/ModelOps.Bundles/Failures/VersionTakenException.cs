using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Failures;

/// <summary>A version was pushed already, with other content. Exit status 12.</summary>
/// <param name="repository">The repository.</param>
/// <param name="version">The version, which is a tag.</param>
/// <param name="pushed">The manifest digest that it has.</param>
/// <param name="own">The manifest digest that was to be pushed.</param>
public sealed class VersionTakenException(string repository, string version, Digest pushed, Digest own) : ModelOpsException(
    "version_taken",
    $"Version '{version}' of {repository} is {pushed} already, and this is {own}. Nothing was changed.",
    "Raise the version, also by --bump patch, or replace what was pushed with --force.");
